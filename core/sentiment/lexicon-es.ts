import type { Lexicon } from './lexicon.ts';

/**
 * What Spanish words say about how a customer feels, with words of Spain and of the Americas side by side.
 *
 * Written for this project, by ear, with comments on service in mind. A weight is how strongly the word speaks by itself:
 * 1 a hint, 2 a plain opinion, 3 a strong one; 0 keeps a harmless word from matching a stem. `*` matches any ending and
 * `_` joins the words of a phrase.
 */
export const spanish: Lexicon = {
  valences: [
    [
      3,
      `10/10 5/5 5_estrellas a_la_altura adora adore adoro alucinante amabilísim* amamos amé amo asombros* bacán bacano
      barbaro bellísim* bonitísim* bravo buenísim* chévere chida chido cinco_estrellas comodísim* de_10 de_diez
      de_ensueño de_lujo de_maravilla de_primera deliciosísim* deslumbra* divina divino el_mejor enamorada enamorado
      enamore enamoró encanta encantada encantadas encantado encantados encantan encantaron enhorabuena espectacular*
      espléndid* estupend* excelencia excelent* excepcional* exquisit* extraordinari* fabulos* fantástic* fascin*
      felicidades felicísim* felicitaciones felicito flipante formidable genial geniales genialidad guay hermos*
      impecable* impresionante* increíble* inigualable* inmejorable* inolvidable* insuperable* la_caña la_mejor
      las_mejores limpísim* lo_más_mejor lo_máximo lo_mejor lo_mejor_de los_mejores magnífic* matrícula_de_honor
      me_encanta mejor_imposible olé padrísim* perfección perfect* precios* primera_clase rapidísim* rebueno
      recomendabilísim* recomendable_cien_por_cien recomendadísim* riquísim* sensacional* sobresaliente* sublime*
      súper_recomendable supera_expectativas superado_expectativas superaron_expectativas superó_mis_expectativas
      un_10 un_diez una_joya una_maravilla una_pasada utilísim*`,
    ],
    [
      2.2,
      `a_gusto a_la_primera abrazo abrazos acertad* acierto acogedor* admir* adorable* afortunad* agradabl* agradec*
      agradezco al_momento alegría alta_calidad amabilidad amabl* amena ameno amigable* amor ánimo* apasiona* aplaudo
      aplausos apreci* atent* ayudaron_mucho ayudó_mucho bacana bacanes bella bellas belleza bello bellos bendic*
      bendiga bendit* besazo besitos beso besos bien_atendid* bien_hecho bienvenid* bkn bonit* brillant* buen_precio
      buen_rollo buen_servicio buen_trabajo buen_trato buena_atención buena_calidad buena_experiencia buena_gente
      buena_onda buena_relación_calidad buenos_precios calidad_precio campeón campeona campeones cariñ* celebr*
      céntric* chingón chingona chula chulas chulo chulos comprensiv* confort* content* copada copado cordial* cortés
      corteses cortesía crack cracks cumple_con_todo cumplidor* da_gusto de_agradecer de_confianza dedicad* deleit*
      delici* detallista* dichos* disfrut* diversión divert* dulc* educad* eficaces eficacia eficaz eficien* ejemplar*
      emocionante empatía empátic* en_el_acto en_un_momento encantador* encanto encantos enseguida es_un_gusto
      espero_volver euforia excelente_atención excelente_precio éxito exitos* exquisitez fantasía felices felicidad
      feliz feliz_con fenomenal* fenómeno fiabl* fiel gana_puntos ganador* ganamos ganar ganaron ganó genia genio
      genios gozar gozo gran_calidad gran_experiencia gran_servicio gran_trabajo grandios* grandísim* grata gratamente
      gratific* grato gratos guapa guapas guapísim* guapo guapos gusta gustaba gustado gustan gustaron gustazo gustó
      gusto_en hermosura honest* honrad* hospitalari* hospitalidad ideal* idóne* ilusiona* inteligente* jaja* jeje*
      jiji* la_recomiendo las_recomiendo leal linda lindas lindísim* lindo lindos lindura lo_recomiendo los_recomiendo
      lujo lujos* macanud* maravill* me_ayudó_mucho me_gusta me_gustó mejor_que_nunca merece_la_pena mereció_la_pena
      mil_gracias mola* muchas_gracias muchísimas_gracias muy_bien muy_recomendable nítido orgullo orgullos* pacien*
      para_repetir paradisiac* paraíso piola placenter* placer preciosura premi* prestigio profesional profesionales
      profesionalidad profesionalismo pulcr* pulgar_arriba puntual* pura_vida rápid* recomendable* recomendación*
      recomendad* recomendamos recomendar recomendaré recomendaría recomiendo recomiendo_100
      relación_calidad_precio_buena repetir_sin_duda repetiré repetiremos repetiría repetiríamos resolutiv*
      resolvieron_todo respetuos* rica ricas rico ricos risa risas risueñ* sabros* satisf* servicial* simpát*
      sin_dudarlo_volver solidari* solucionaron_todo sonri* sorprendente* todo_un_acierto tranquil* triunf* tuanis
      un_gusto un_placer vale_cada vale_la_pena valiente* valió_la_pena victoria* virtud* viva volver_sin_duda volveré
      volveremos volvería volveríamos wow yupi`,
    ],
    [
      1.6,
      `a_tiempo abundante* accesible* aceptable actualizad* adecuad* afable* ágil ágiles agilidad agiliz* ahorr* al_día
      al_toque alegr* alivi* amada amado amados amigas amigo amigos amplia amplias amplio amplios amplitud ánimos
      apoyo apoyo_total asequible* atractiv* auténtic* avance* ayudaban ayudado ayudan ayudarme ayudarnos ayudaron
      ayudó barat* bendito beneficios* bien bien_atend* bien_comunicad* bien_conservad* bien_cuidad* bien_decorad*
      bien_equipad* bien_explicad* bien_organizad* bien_situad* bien_tratad* bien_ubicad* bienestar bondad* buen
      buen_día_para buen_finde buena buena_comida buena_compra buena_opción buena_ubicación buenas
      buenas_instalaciones buenas_vistas bueno buenos cálid* calma calurosa_bienvenida capacitad* cariño cercana
      cercanía cercano cercanos chistos* claridad climatizad* coherente* cómod* compens* competente* completísim*
      comprometid* confiable* confianza confiar confío conveniente* correctamente crecimiento cuidad*
      cuidado_al_detalle cuídate cumple cumplieron cumplió de_fiar decente* desayuno_completo descans* desead*
      devolvieron_el_dinero digna digno disponible* dispuest* duradero efectiva efectividad efectivos elegan* emocion*
      en_condiciones en_hora equipad* eres_el_mejor eres_grande esmer* espaciosa espaciosas espacioso espaciosos
      especial especiales esperanza esperanzas fácil fáciles facilidad* facilit* fácilmente favorable* favorit*
      felicitar fiesta* fluid* fresc* fuerte_abrazo funciona_bien funciona_de_maravilla funciona_genial
      funciona_perfecto funcional funcionan_bien funcionando_bien funcionó_bien ganas_de generos* gracias gracios*
      gran_día gran_noche grande_eres gratis gratuit* guapísimo gustoso ha_mejorado habilidos* han_mejorado héroe*
      humild* ilusión inestimable inmediat* innovador* inspir* instantáne* interesante* intuitiv* jovial* joyita
      justicia libertad limpi* llegaron_antes llegó_a_tiempo llegó_antes llegó_rápido lograr lograron logré logro
      los_quiero luminos* maestro magia mágic* maja majas majo majos me_devolvieron mejor_opción mejor_que
      mejor_que_antes mejora mejorado mejorando mejoraron mejoras mejores mejoró menos_mal merecido milagro modern*
      motivad* mucho_mejor novedos* nutritiv* ok_todo oportun* óptim* ordenad* organizad* original originales
      os_quiero paz piropo positiv* práctic* precavid* predispuest* primer_nivel progres* prosper* protegid*
      puntos_a_favor que_alegria qué_bien que_bueno qué_ganas querid* quiero_a quiero_mucho razonable* recuperaron
      refrescan* regalo* relaj* rendidor renovad* resistente resolvieron resolvió responsable* resuelta resuelto
      resueltos resuelve resuelven robust* romántic* sabiduría saludable* sana sano sanos se_agradece segura sencill*
      sin_contratiempos sin_fallos sin_pegas sin_problema sin_problemas sin_queja sin_quejas sincer* solidaridad
      solucionada solucionado solucionan solucionaron soluciones solucionó solvente* sorpresa_agradable suave*
      sueño_cumplido suert* superación talent* te_amo te_quiero ternura tiene_de_todo tierna tierno todo_bien
      todo_correcto todo_lujo_de_detalles todo_ok todo_perfecto tradición transparen* útil útiles utilidad vacaciones
      valiosa valioso variada variado variedad ventaja* vibrante* ya_está_solucionado ya_funciona`,
    ],
    [
      0.9,
      `afín amazing amiga apoy* aprend* aprob* awesome ayudarán basta_con bastante_bien beautiful best cerca cool
      correcta correcto cumpleaños cumplen cute dale_sí descuento descuentos deseando enjoy entretenid* esperanza*
      esperemos espero_que estren* fan favor feliz_año feliz_cumple feliz_día feliz_fin feliz_navidad ganas good
      gozada gran great happy interesa juntos lol love mejor merci merece merecid* música nice novedad ok_gracias
      party perfecto_estado prudente sabor saludo saludos sencillo soluciona sonrisa suficiente* supera thank thanks
      win xd`,
    ],
    [
      0,
      `a_favor_de a_lo_mejor a_no_ser ahora_bien antes_bien apoyo_técnico buen_día buenas_noches buenas_tardes
      buenos_aires buenos_días coca_cola cómo_no cordial_saludo costa_rica cuidado cuidado_con cuidados_intensivos
      dana danes* daniel* de_nada de_no_ser dentro_de_poco dudas_sobre en_poco_tiempo en_pocos_minutos
      encantado_de_conocer espera_un esperanza_de_vida espero_que_no está_bien_que estaría_bien favor_de gracias_a_que
      gran_bretaña gran_canaria gran_hermano gran_vía hace_poco hola_buenas lente lenteja* lentes lentill*
      lista_de_espera mal_de mal_menor mal_que_bien más_bien más_que_nada me_interesa mejor_sería nada_más
      nada_más_llegar nada_que_ver ni_que_decir no_cabe_duda no_dud* no_hace_falta no_hay_duda no_hay_nada_mejor
      no_lo_dud* no_me_gustaría no_pasa_nada no_solo no_sólo_eso nunca_antes o_bien ojalá_fuera perder_de_vista
      perdido_en_la poco_a_poco poco_rato por_favor por_que_no precios producto_de_limpieza productos_de_limpieza
      puerto_rico pues_bien que_espere que_nada sala_de_espera saludos_cordiales sería_bueno sería_ideal
      servicio_de_limpieza sin_cargo sin_cesar sin_compromiso sin_coste sin_costo sin_dudarlo sin_dudas sin_límite
      sin_límites sin_más sin_parar un_poco_de un_saludo`,
    ],
    [
      -0.9,
      `a_la_espera a_medias abarrotad* aburr* agobi* agujero* ajustad* anticuad* antigua antiguas antiguo antiguos
      apretad* atasc* ausen* bad bah buf cambiaría cansad* cansancio caras carísimo caro caros cerrado_por chung*
      cobran_aparte cobran_todo cola colapsad* colas comisión* complic* confundid* confus* coste_extra crisis
      cuándo_van cuanto_mas cuesta_arriba cuestionable* culpa da_miedo da_pena de_nuevo_lo_mismo debería deberíamos
      deberían debieran debil* demasiada_espera demasiado_cara demasiado_tiempo demor* desactualizad* desacuerdo
      desconcha* desconfi* descuento_no_aplicado desgast* desilus* deslucid* desorient* despint* desventaja* deuda*
      días_esperando dificil* dificult* discusión discusiones discutir dolió dolor* dudas dudos* duele duelen
      echamos_en_falta echar_de_menos echo_de_menos echo_en_falta echo_falta empeor* en_espera en_falta enferma
      enfermo enred* equivoc* es_cara escas* escuet* espera esperaba_más esperábamos_más esperado esperamos esperando
      esperé estrech* evitar excesiv* exceso excus* extrañ* fall* fals* falta_de faltaba faltan faltando faltaron
      faltó fiebre forzad* frágil fría frías frío fríos fuera_de_servicio gastad* gripe gris hambr* hartazgo
      hasta_cuándo hate herid* horas_esperando huele huelga humed* impedi* impersonal* imprecis* inacabad* incertid*
      inconvenient* indecis* ineficient* inquiet* insípid* insuficiente* intermiten* interrump* justito justo_de
      la_extraño lágrima* lament* larga_cola larga_espera largas_colas lástima lejan* lejos limitad* líos
      llena_de_gente lleno_de_gente llevamos_esperando llevo_esperando llor* lo_extraño los_extraño mal_ubicad*
      mala_suerte más_cara masificad* me_da_pena mediocr* meh mejorable* menos_mal_que miedo* molest* mucha_cola
      mucha_espera mucha_gente muchas_vueltas muchísimo_tiempo mucho_ruido mucho_tiempo muere muert* multa murió
      muy_cara muy_justo nadie_sabe nervios* ni_caso ni_fu_ni_fa no_entiendo no_me_queda no_sé no_sé_por_qué
      normalucho nostalg* obsolet* odia ojalá olor olvid* oscura oscuras oscuro oscuros otra_vez_igual
      otra_vez_lo_mismo paciencia_infinita pagas_mucho pasado_de_moda pelea* pelig* pena pendiente* pequeña pequeñas
      pequeño pequeños perder perdí perdida perdido perdieron perdimos perdió pereza pesad* pierde pierden pierdes
      pobre* poca_información poca_variedad poco_espacio preocup* problema problemas problemátic* prohib* puf
      qué_lástima qué_mal qué_miedo qué_pena que_triste queja* quemada quemado quisiera_saber_por_qué rara raro
      recargo* reclam* reembols* regular repetitiv* retard* retras* romper roto ruido ruidos* sad seguimos_esperando
      semanas_esperando sigo_esperando sobreprecio sobrevalorad* soledad solo_falta sorry sosa soso suben_el_precio
      subida_de_precio subieron_el_precio sucede_siempre suelen_fallar sufr* suspend* susto* tarda tardado tardan
      tardando tardanza* tardar tardaron tardó te_extraño temo temor* tens* terremoto tibia tibio tonta tontería*
      tonto triste* uf uff una_hora_esperando urgente vací* víctim* vieja viejas viejo viejos violen* ya_no_sé ya_van`,
    ],
    [
      -1.8,
      `abandon* abus* agresiv* aguad* amarg* amenaz* angusti* antihigiénic* antipátic* apest* arrepent* arrepiento
      arrogan* arruin* asesin* ásper* asquea* asust* atentado* atrasad* avergonz* avería* bichos bloquea bloqueada
      bloqueado bloquearon borde bordes bronca burocracia cabread* cabreo cabron* caduc* cagad* caído_el_sistema
      cancel* cáncer caos caótic* carente* cargo_duplicado cargo_no_reconocido carísim* chafa* chapucer* chapuz*
      chinches chingad* cínic* cinism* clavada clavan cobarde* cobrado_de_más cobran_de_más cobraron_de_más
      cobro_doble cobro_duplicado cobro_indebido cobros_indebidos colgado colgaron conflict* contaminad* corrup*
      cortaron_la_llamada corte_de_luz cortes_de crimin* cucaracha* cuelgan culera culero culpable culpables cutre*
      dañ* de_mal_en_peor de_mala_gana de_vergüenza decadente decepci* defecto* defectuos* deficien* defraud*
      deja_mucho_que_desear deja_que_desear dejadez dejan_tirad* dejaron_plantad* delincuent* deplor* deprim*
      desabrid* desagrad* desaparec* desastr* desatenci* desatendid* descarad* descaro desconect* desconsider*
      descort* descuid* desear_mucho desesper* desgracia* deshonest* desinter* desmotiv* desorden* desorganiz*
      desperdici* despreci* despreocup* destroz* destruy* deterior* dinero_tirado discrimin* disgust* doble_cobro
      dolid* dolor dos_veces_cobrado duro_como egoist* en_mal en_mal_estado enfad* engañ* engorr* enoj* equivocación
      equivocado erróne* error errores escándal* estafando estres* estrope* estúpid* evitadlo evitar_a_toda_costa
      evítenlo exagerada exagerado exasper* fallaba fallado fallan fallando fallaron fallas fallec* fallos falsa
      falsas falsedad falso falsos falta_de_educación falta_de_profesionalidad falta_de_respeto fastidi* fatig* fea
      feas feísim* feo feos floja flojas flojo flojos fracas* frustr* funciona_mal furios* gentuza golpead* goteras
      gritar gritaron gritó gritos groser* guarr* hart* hasta_el_gorro hasta_las_narices hediond* hormigas hostil*
      huele_mal humedad humill* idiota* idioteces ignor* ilegal* imbécil* impacien* imposible imposible_comunicarse
      imposible_contactar imposible_hablar impotencia impunt* inaccesible* inadecuad* inadmisible* incapac* incendi*
      incomible* incómod* incompet* incomplet* incomprens* inconform* increíble_que incumpl* indecen* indeseabl*
      indiferen* indigna* ineficaz* ineficien* inept* inestable* inexpert* infeliz infierno injust* inmund* inoper*
      insatisf* insegur* insensibl* inservible* insípida insípido insolent* insoport* insult* intolera* inútil*
      irrespet* irresponsab* irrit* jod* lamentable* lastimos* latos* lent* leonin* letra_pequeña lío llegaron_tarde
      llegó_roto llegó_tarde mafi* mal mal_atendid* mal_educad* mal_estado mal_hecho mal_olor mal_servicio mal_trato
      mala mala_atención mala_calidad mala_cara mala_educación mala_experiencia mala_gana mala_gestión malas
      malas_formas malas_maneras maldit* maleducad* malentend* malestar malgast* malhumor* malo malos malos_modos
      malos_olores maltrat* malvad* manch* manda_huevos masacre* mataron me_cobraron_dos me_colgaron me_cortaron
      me_cuelgan me_dejaron_tirad* me_mintieron mentir* miente* mierdas mierdoso mintieron mintió miser* molestísim*
      mugr* nadie_atiende nadie_contesta nadie_responde nadie_sabe_nada nefast* negaron negativ* negligen*
      ni_caso_te_hacen ni_idea no_atienden no_cogen_el_teléfono no_comprad no_comprar no_compraría no_contestan
      no_dan_la_cara no_dan_solución no_deja no_la_recomiendo no_lo_recomendaría no_lo_recomiendo no_los_recomiendo
      no_me_deja no_merece_la_pena no_pienso_volver no_recomendable no_recomendaría no_recomiendo no_repetiré
      no_repetiríamos no_responden no_se_lo_recomiendo no_sirve_de_nada no_sirve_para_nada no_vale_la_pena
      no_vale_nada no_volveré no_volveremos no_volvería no_vuelvo no_vuelvo_más nunca_más odi* ofend* ofens* olía_mal
      oxidad* padec* página_caída pagué_dos_veces pantalla_negra pasan_de_ti pasan_de_todo pasan_del_cliente pasotismo
      patétic* payas* pelos_en peor peores perder_el_tiempo perdiendo_el_tiempo perdieron_mi perjudic* perjuicio*
      pesadilla* petardo pierdo_el_tiempo pinche* plantad* poca_educación poca_profesionalidad poca_vergüenza
      poco_profesional* podrid* porquería prepoten* publicidad_engañosa puta putada puto quebrad* quemó rabia racis*
      rancia rancio rater* rechaz* recorte* regañ* reseca reseco ridiculez robando rompe rompen rompió rota rotas
      rotos ruina* sablazo saturad* se_bloquea se_cae se_cayó se_cierra se_congela se_corta se_cuelga se_desentienden
      se_lavan_las_manos se_queda_colgad* se_rompió se_traba se_va_internet se_va_la_señal seguimos_sin servidor_caído
      sigo_sin sin_agua_caliente sin_avisar sin_aviso sin_cobertura sin_internet sin_luz sin_ningún_tipo_de sin_poder
      sin_respuesta sin_servicio sin_solución sin_tener sistema_caído soberbi* suci* te_cuelgan te_dejan_tirad*
      tedios* terremoto* terror* tirar_el_dinero tontos tortur* tóxic* trabad* trabó tragedia* trágic* traicion*
      traidor* tramp* tristísim* usur* va_fatal va_lento va_mal va_muy_lento vaya_tela venganza vergonz*
      verguenza_ajena violent* vulgar*`,
    ],
    [
      -3,
      `0/10 0_estrellas 1/10 1/5 1_estrella abomin* aléjense asco ascos* asqueros* aterrad* atracador* atracan atraco
      atroz basura bazofia burla caca calamidad calamitos* catástrof* cero_estrellas cero_patatero cero_recomendable
      de_pena denigra* deplorable* desastre desastros* desgraciado despreciable* detest* el_peor el_peor_servicio
      es_un_robo espant* estaf* fatal fatales fiasco fraude fraudul* gonorrea hdp hijos_de_puta horrend* horribl*
      horror* huevon huid huyan huyan_de inaceptable* inaudit* indignada indignado indignados indignante* infam*
      infect* infern* infumable intolerable* la_peor la_peor_experiencia ladron* las_peores lo_peor lo_peor_que
      los_peores mafiosos malísim* me_estafaron me_robaron mierd* mierda_de nauseabund* nefasta nefasto nefastos
      ni_regalado ni_se_les_ocurra no_compren no_contraten no_lo_recomiendo_a_nadie no_recomiendo_a_nadie
      no_se_acerquen no_se_lo_recomiendo_a_nadie no_vayan no_vuelvo_nunca nunca_jamás pendej* penosa penoso penosos
      peor_atención peor_compañía peor_empresa peor_experiencia peor_hotel peor_imposible peor_servicio pésim* pinche
      pinches porquerí* puta_mierda qué_asco qué_vergüenza repugn* repulsi* ridícul* robado robados roban robar
      robaron robo robos salgan_corriendo sinvergüenza* tercermundista terrible* timad* timaron timo tomadura_de_pelo
      un_asco un_atraco un_desastre un_robo una_broma_de una_burla una_cagada una_estafa una_estrella una_mierda
      una_vergüenza vaya_vergüenza vergonzos* vergüenza vete_a_la_mierda vomitiv*`,
    ],
  ],
  expected: `abre abren abrió abrir acced* actualiz* agua_caliente aire_acondicionado aparece aparecen apareció arregla
    arreglan arreglaron arregló atender atendid* atendieron atendió atiende atienden avisa avisan avisaron avisó ayuda
    ayudado ayudan ayudar ayudaron ayudó carga cargan cargar cobertura coge_el_teléfono cogen_el_teléfono compensa
    compensan compensaron comunica* conect* conexión confirm* contesta contestado contestan contestar contestaron
    contestó convenc* convence convenció corresponde corresponden cubre cubren cumpl* cumple cumplen cumplido
    cumplidor cumplieron cumplió da_la_cara da_solución dan dan_respuesta dan_solución deja dejan dejó devolución
    devolv* devolvieron devuelv* disculpa disculpas disponible entend* entiend* entrega entregado entregan entregar
    entregaron entregó enviado envían enviaron envió escucha escuchan escucharon explic* explicación explicaciones
    facilit* funciona funcionaba funcionaban funcional funcionan funcionar funcionaron funcione funcionó gest* gusta
    gustaba gustado gustan gustaron gustó hace_caso hacen_caso hay_forma hay_manera hicieron_caso importa inform*
    información ingresar interesa internet llaman llamaron lleg* llegado llegan llegaron llegó llegue localiz* me_deja
    ninguna_solución ofrecen ofrecieron ok okay permite permiten permitieron pude_acceder pude_hablar puedo_acceder
    puedo_entrar puedo_hacer puedo_llamar puedo_pagar puedo_usar reacciona recib* recibido recog* recomend*
    recomendable recomendaré recomendaría recomiendo reconoc* reembols* repar* resolver resolvieron resolvió respeta*
    respetan respetaron respond* responden respondieron respondió responsab* respuesta resuelt* resuelto resuelve
    resuelven sabe saben sabía sabor se_hacen_cargo se_hizo_cargo señal servicio sirve sirven sirvió solucion*
    soluciona solucionado solucionan solucionaron solucionó soporte tengo_respuesta tenido_respuesta tienen_idea
    tramit* viene vienen vinieron vino volv* volver vuelvo wifi`,
  negators: `apenas aún_no carece* carece_de carecen_de cero dejó_de difícilmente en_absoluto escasamente faltos_de
    incapaces_de incapaz_de jamás lejos_de muy_poca muy_poco nada nadie ni ni_siquiera ningún ninguna ninguno ningunos
    no no_he_podido nula nulo nunca poca pocas poco pocos poquísim* se_negaron_a se_negó_a se_niega_a se_niegan_a sin
    tampoco todavía_no ya_no`,
  degrees: [
    [
      0.45,
      `absoluta absolutamente absoluto altamente auténtica auténtico bastante_más cada_día cada_vez_más como_nunca
      completamente constantemente continuamente de_lo_más de_verdad demasiada demasiadas demasiado demasiados
      en_serio enormemente especialmente exageradamente excesivamente extremadamente francamente full gravemente híper
      increíblemente la_verdad_muy mega mucha muchas muchísim* mucho muchos muy profundamente profundo pura puro qué
      re realmente requete siempre sobremanera sumamente súper tan tanta tantas tanto tantos todo_el_tiempo total
      totales totalmente tremendamente ultra verdadera verdaderamente verdadero`,
    ],
    [0.2, `bastante bastantes`],
    [
      -0.3,
      `a_veces algo algunas_veces apenas_un casi en_parte levemente ligeramente más_o_menos medianamente medio
      ocasionalmente parcialmente poquito regularmente relativamente un_pelín un_pelo un_poco un_poquito un_tanto`,
    ],
  ],
  contrasts: 'en_cambio excepto no_obstante pero salvo sin_embargo sino',
  concessions: 'a_pesar_de aparte_de aunque menos_por mientras pese_a si_bien',
  joins: 'además así_que e entonces luego porque pues y ya_que',
  chains: 'o u',
};
