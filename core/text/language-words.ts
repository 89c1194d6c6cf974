/**
 * The small words that give a Latin-script language away, and the letters only some languages write.
 *
 * Short comments hold few of them, so the lists also carry what customers write about service, with and without the
 * accents that telephones drop. A word several languages share counts a part for each of them.
 */
export const smallWords: readonly (readonly [language: string, words: string])[] = [
  [
    'en',
    `a about account after again agent all also always am an and another any app are aren't as at back be because
    been before being best better bill both but by call called came can can't cannot card charged cheap company
    could couldn't customer day delivery did didn't do does doesn't doing don't done down each easy email ever every
    everything experience few find fine first for free friendly from get getting give go going good got great had
    hadn't happy has hasn't have haven't having he help helpful her here him his hotel hour hours how i i'd i'll i'm
    i've if in into is isn't it it's its just know last left let like line long look lot love made make makes many
    me money more most much my name need never new next nice night no not nothing now of off ok old on one online
    only or order other our out over own page paid people phone please price problem product put quick quickly
    really refund right room said same say see send sent service she shop should since slow so some someone
    something staff still store such support take team tell than thank thanks that that's the their them then there
    there's these they they're thing things think this those through time to today told too took two under until up
    us use used using very wait waiting want wanted was wasn't watch way we we're website week well went were what
    when where which while who why will with without won't work working works would wouldn't wrong year years yes
    yet you you're your`,
  ],
  [
    'es',
    `a abrazo agente ahora al algo alguien alguna algunos algún allí amable ante antes aplicacion aplicación app aquí
    asi así atencion atención atendido aun aunque ayer ayuda aún bien bonita bonito buen buena buenas bueno buenos
    cada calidad cara caro casi cliente clientes codigo comida como compra compré con correo cosa cosas creo cual
    cuando cuenta cuándo código cómo da dar de del desde despues después devolución devolver dia dias dice dicen
    dijeron dijo dinero donde dos día días dónde el ella ellos empresa en entre envio envío era eran eres error es
    esa ese eso esos espera esperando esta estaba estado estamos estan estar este esto estos estoy está están
    excelente facil factura falta feliz fotos fue fueron funciona fácil gente gracias gran ha haber habitacion
    habitación había hace hacen hacer han has hasta hay he hecho hemos hija hijo hola hora horas hotel hoy internet
    ir la las le lenta lento les linea llamada llaman llamar llamo llamé llegar llego llegó lo los luego línea mal
    mala malo malísimo mas mañana me mejor menos mi mientras mis mismo momento mucha muchas mucho muchos muy más mí
    nada nadie ni ninguna ninguno ningún no nos nosotros nueva nuevo numero nunca número o ojala ojalá otra otro
    otros pagar pagina paquete para parece pedido pero persona personas pesima pesimo poco por porque precio primera
    primero problema problemas producto pude puede pueden puedo pues página pésima pésimo que quien quiero quién qué
    rapida rapido recibí recomiendo respuesta rápida rápido sabe se sea semana semanas ser servicio será si sido
    siempre sigo sigue sin sino sobre solo son soy su sus sé sí sólo tambien también tan tanto tarde tarjeta te
    tenemos tener tengo tiempo tienda tiene tienen tienes toda todas todavia todavía todo todos trato tu tuve tú un
    una unas uno unos usted va vamos van vas veces ver vez vida voy web y ya yo él`,
  ],
  [
    'pt',
    `a agora ai ainda algum alguma alguém amo antes ao aos apenas app aqui as assim atendimento até bem boa bom cada
    casa coisa com comida como conta da das de dele demais depois desde desse deu dia dias dinheiro disse dizer do
    dos dá e ela ele eles em empresa entre entrega então era essa esse estava este estou está estão eu excelente faz
    fazer fica ficar foi fora gente gosto hoje horas há isso isto ja já lhe linda lá mais mas me melhor mesmo meu
    minha moço muita muito muitos na nada nao nas nem nenhum nesse neste no nos num numa nunca não nós o obrigada
    obrigado onde ontem os ou para pela pelo pelos pessoas pode porque pq pra preço pro problema produto péssima
    péssimo qualidade quando que quem queria quero se sei seja sem sempre ser seria seu seus sobre sou sua são só
    também tem tempo tenho ter tinha toda todo todos tudo tá tão tô um uma vai vamos vc vcs vem ver vez você vocês
    vou à às é`,
  ],
  [
    'fr',
    `a achat ai alors ans app après argent as au aucun aussi autre aux avait avant avec avez avoir avons beaucoup
    bien bon bonjour bonne c'est ce cela ces cest cet cette chez client colis commande commandé comme comment d'un
    d'une dans de demain depuis des deux dit donc du déçu elle elles en encore entre est et eu faire fait faut fin
    fois font heure heures il ils j'ai j'étais jai jamais je jour jours jusqu'à l'on la le les leur leurs livraison
    livré lui là ma mais mauvais me merci mes mieux moi moins mon monde même n'a n'ai n'est ne ni nos notre nous
    nouveau nouvelle nul on ont ou oui où par parce pas personne peu peut plus pour pourquoi prix problème problèmes
    produit près puis qu'il qu'ils qualité quand que quel quelle qui quoi rapide recommande rien s'est sa sans se
    sera service ses si soir son sont sous suis sur ta temps tes toi ton toujours tous tout toute trop très tu
    téléphone un une va vers voilà vos votre vous vraiment y ça étais était été être`,
  ],
  [
    'it',
    `a abbiamo ad adesso ai al alla alle altri amore anche ancora anni app avere bella bello bene buon buono c'è casa
    che chi ci ciao come con consegna cosa così cui da dai dal dalla dei del della delle dello di dice dire dopo
    dove due e ed era essere fa fare fatto fino giorni giorno gli grazie ha hanno ho i il in io l'ho la lavoro le
    lei li lo loro lui ma mai me meglio mi mia mio molto ne nei nel nella nessuno niente no noi non nostro nuova
    nuovo o oggi ogni ora ordine ottimo parte per perché però pessima pessimo più poco poi prezzo prima prodotto
    proprio può qualche qualità quando quanto quello questa queste questi questo qui ragazzi sarà se sei sempre
    senza sera servizio si sia siamo soldi solo sono stata stato sto su sua sul sulla suo sì tanto te telefono ti
    tra troppo tu tuo tutte tutti tutto un una uno va veramente vi vita volta vostro vuole è`,
  ],
  [
    'de',
    `aber alle alles als also am an auch auf aus bei bestellt bestellung bin bis bitte da damit danke dann das dass
    dem den denn der des deutsche dich die dies diese dir doch du durch echt ein eine einem einen einer eines
    einfach endlich er es etwas euch für ganz gar gegen gehen geht geld gerade gerne gibt gut gute guten guter hab
    habe haben hast hat hatte herr heute hier ich ihm ihn ihr im immer in ist ja jeder jetzt kann kein keine klar
    kommt kunde kunden können leider liebe lieferung machen macht mal man mehr mein meine mich mir mit morgen muss
    nach nein neu neue neuen nicht nichts noch nun nur ob oder ohne preis produkt schlecht schlechte schon sehen
    sehr sein seit service sich sie sind so soll sondern tag tage uhr um und uns unter viel viele vielen vom von vor
    war warum was weg weil welche wenn wer werden wie wieder will wir wird wirklich wo wochen wäre würde zeit zu zum
    zur zwei über`,
  ],
  [
    'nl',
    `aan af al alle alleen als altijd andere bedankt ben bent besteld bestelling bij blij dag dan dat de deze die dit
    doen door dus echt een eens en er even gaan gaat geen geld gevallen goed goede grote had hadden heb hebben heeft
    heel help het hier hij hoe hun iets ik in is ja jaar je jij jouw jullie kan klant klanten kom komt krijgen
    krijgt kunnen kunt laatste lang levering maar man me mee meer mensen met mij mijn moet moeten na naar niet niets
    nieuwe nog nooit nu of om omdat onder ons ook op over prijs slecht slechte snel staat te tegen terug tijdens
    toch toen tot twee u uit uur uw van vandaag veel voor vraag waar waarom wanneer want waren was wat we week weer
    weet weken wel werd wie wij wil worden wordt zal ze zeer zelf zich zij zijn zo zonder zou`,
  ],
  [
    'ca',
    `aixo això als amb anys aquest aquesta aquests aquí bé cap cosa dels després els encara estan està fan fer fins
    gracies gràcies ha han hi i ja jo la les meu meva molt molta només nosaltres pels per perquè però poc pot quan
    que què sempre sense ser seu seva són també temps tenim tinc tot tota tots un una va vaig vam vostè`,
  ],
  [
    'gl',
    `ao coa con da dende do estou está grazas hai moi moito máis na no non nunca nunha o os pero polo porque sempre
    sen só tamén ten teño un unha vostede xa xente é`,
  ],
  [
    'eu',
    `al arte asko baina bat batean da dago dela den dira dugu dut egin eta ez ezin hau hori izan nire ondo oso zen
    zer zerbitzua`,
  ],
  [
    'ro',
    `am ar au bine ca care ce cel cu cum când că dar de decât din doar e este eu fi foarte fost la le mai mea mult
    mulțumesc nu o pe pentru prea sa si sunt să un îmi în și`,
  ],
  [
    'pl',
    `ale bardzo bez był była było co czy dla do dobrze i ich ja jak jest jestem już kiedy mam mi mnie na nic nie o od
    po pod przez przy się są tak tego ten to tylko w we wszystko z za ze że`,
  ],
  [
    'cs',
    `a ale až bez byl byla bylo být co dobře děkuji i jak jako je jen jsem jsme jsou k když mi moc mě můj na ne není
    nic o od po pod pro při s se si tak to v ve velmi za ze že`,
  ],
  [
    'tr',
    `ama bana bir biz bu da daha de değil diye en gibi hiç ile iyi için kadar kötü mi ne o olan olarak sonra var ve
    yok çok şey`,
  ],
  [
    'sv',
    `alla att av bara blev bra de den det detta dig din efter eller en ett från för hade han har hej hur i ingen inte
    jag kan med men mig min mycket ni nu när och om på som så tack till två upp vad var vi vid är över`,
  ],
  [
    'da',
    `af aldrig alle at blev de den der det dig din efter eller en er et for fra god har havde hun hvad hvor i ikke
    jeg kan man med meget men mig min når og også om på som så tak til var ved vi`,
  ],
  [
    'no',
    `aldri alle at av ble bra de deg den det dette din eller en er et etter for fra god ha hadde har hva hvor i ikke
    jeg kan man med meg men min mye når og også om på som så takk til var ved vi`,
  ],
  [
    'fi',
    `ehkä ei että hyvin hyvä hän ja jo joka jos kaikki kanssa kiitos koska kuin kun mikä minä mutta myös niin nyt ole
    olen oli olla on ovat se sen siitä tai vain vielä voi`,
  ],
  [
    'hu',
    `a az de egy el ez ezt ha hogy igen is itt jó köszönöm meg mert mi mint már nagyon nem nincs sem vagy van volna
    volt és`,
  ],
  [
    'id',
    `ada adalah anda apa atau bagus bisa dan dari dengan di ini itu juga karena ke lagi maaf pada sangat saya sudah
    terima tidak untuk yang`,
  ],
];

/** Letters that hardly any other language of the list writes; each kind counts once per text. */
export const tellingLetters: readonly (readonly [letters: RegExp, languages: readonly string[]])[] = [
  [/[ñ¿¡]/, ['es']],
  [/[ãõ]/, ['pt']],
  [/[çâêô]/, ['pt', 'fr']],
  [/[ûîœ]|\b[cdjnst]['’][aeiouhéê]/, ['fr', 'ca']],
  [/\bl['’]\p{L}/u, ['fr', 'it']],
  [/\b(?:dell|all|nell|un|dall)['’]\p{L}/u, ['it']],
  [/[ìò]/, ['it']],
  [/ß/, ['de']],
  [/[äü]/, ['de', 'sv', 'fi']],
  [/l·l/, ['ca']],
  [/[ąęłńśźż]/, ['pl']],
  [/[ěřů]/, ['cs']],
  [/[ășț]/, ['ro']],
  [/[ğış]/, ['tr']],
  [/å/, ['sv', 'da', 'no']],
  [/[æø]/, ['da', 'no']],
  [/[őű]/, ['hu']],
];

/** Word endings that lean to a language; half as telling as a small word. */
export const endings: readonly (readonly [ending: RegExp, languages: readonly string[]])[] = [
  [/(?:ing|[^aeiou]ed|tion|ness|ful|ght|ck|sh|th|ly|ould|'s)$/, ['en']],
  [/(?:ci[oó]n|ciones|iendo|ieron|aron|[íi]a[ns]?|ué|dad|ll[oa]s?|ñ[oa]s?)$/, ['es']],
  [/(?:ando|[aei]mente|ad[oa]s?)$/, ['es', 'pt', 'it']],
  [/(?:ção|ções|inh[oa]|agem|ável|ível|dade|eira|eiro|ões)$/, ['pt']],
  [/(?:eux|euse|ement|ique|eur|ées?|aux|aient|ais|ait|tion)$/, ['fr']],
  [/(?:zion[ei]|ggi[oa]?|ssim[oai]|tà|ett[oa]|cch[io]|[aei]re|at[oi]|ut[oi]|ni)$/, ['it']],
  [/(?:ung|ungen|keit|heit|lich|liche[rns]?|isch|sch|cht|chen|tzt|ierung)$/, ['de']],
  [/(?:lijk|lijke|heid|ijn|ijk|oek|aar|eert|ende|ing)$/, ['nl']],
];

/** Scripts that name a language by themselves; the first whose letters are found most is taken. */
export const scripts: readonly (readonly [letters: RegExp, language: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Bengali}/gu, 'bn'],
];
