import { lines, type PhraseBank } from './phrases.ts';

/** What Spanish-speaking customers write, by ear. Nobody wrote any of it. */
export const spanish: PhraseBank = {
  opening: {
    glad: lines(`
      Muy contento.
      Genial.
      Encantada con el servicio.
      La verdad, muy bien.
      Sorprendido para bien.
      Por fin una compañía que cumple.
      Un diez.
      Estupendo.
      Muy buena experiencia.
      Así da gusto.
      Excelente.
      Todo perfecto.
      Iba con miedo y al final genial.
      Fenomenal.`),
    flat: lines(`
      Vale.
      Normal.
      Ni bien ni mal.
      Correcto, sin más.
      Como siempre.
      Más o menos.
      Un aprobado.
      Regular.
      Se deja usar.
      Tiene sus cosas.`),
    cross: lines(`
      Muy mal.
      Un desastre.
      Fatal.
      Decepcionada.
      Vaya tela.
      Lamentable.
      Estoy harto.
      Qué vergüenza.
      Malísima experiencia.
      Indignada.
      Increíble que esto siga pasando.
      No me esperaba esto de vosotros, qué decepción.
      Pésimo.
      De mal en peor.`),
  },
  happened: {
    website: {
      glad: lines(`
        Encontré la tarifa que buscaba en dos minutos, muy fácil.
        La web es rápida y se lee bien en el móvil.
        Los precios están claros y sin letra pequeña, gracias.
        Me gusta el comparador, muy útil para decidir.
        Página sencilla y muy bien organizada.
        El buscador funciona genial, llegué a la primera.`),
      flat: lines(`
        La web hace lo que tiene que hacer.
        Encontré lo que buscaba, aunque di alguna vuelta.
        Mucho texto en la página de tarifas.
        El menú cambió de sitio y me costó un rato.`),
      cross: lines(`
        La web va muy lenta y el formulario se quedó colgado.
        Los precios son confusos, no sé cuánto voy a pagar.
        Imposible encontrar el teléfono de ayuda en la página.
        Tanto banner molesta y no deja leer nada.
        Me dio error al enviar el formulario y perdí todos los datos que había puesto.
        El comparador está mal, la tarifa no es la que pone.`),
    },
    'coverage-map': {
      glad: lines(`
        El mapa de cobertura acertó con mi pueblo, perfecto.
        Muy útil poder buscar por calle.
        Claro y fácil de usar, me ayudó a decidir.
        El mapa dice la verdad, tengo buena señal en casa.`),
      flat: lines(`
        El mapa está bien, pero tarda en cargar.
        Se ve pequeño en el móvil.
        Da una idea de la cobertura.`),
      cross: lines(`
        El mapa dice que tengo 5G en casa y es falso.
        El mapa se bloquea cada vez que amplío, no sirve para nada.
        Imposible buscar mi calle, no funciona.
        Me engañó el mapa: en mi barrio la señal es malísima.`),
    },
    'plan-finder': {
      glad: lines(`
        Con cuatro preguntas me dio la tarifa ideal.
        Muy fácil, ahora pago menos y tengo más gigas.
        El buscador de tarifas es una maravilla, clarísimo.
        Me recomendó la tarifa buena y no la más cara, se agradece.
        Rápido y útil, encontré la tarifa de mi hijo en un momento.`),
      flat: lines(`
        Las preguntas son un poco largas.
        Me salieron tres tarifas parecidas.
        Al final elegí yo por mi cuenta.
        Tiene bastantes opciones.`),
      cross: lines(`
        Me recomendó una tarifa carísima que no necesito.
        No entiendo las diferencias entre tarifas, muy confuso.
        El buscador me dio error en la última pregunta.
        Publicidad engañosa: el precio final era peor.
        Demasiadas preguntas y al final nada útil.`),
    },
    'store-visit': {
      glad: lines(`
        El chico de la tienda fue muy amable y me lo explicó todo.
        La dependienta, encantadora, me cambió la SIM en un momento.
        Entré con dudas y salí con todo resuelto, muy bien.
        Tienda limpia, personal muy atento.
        Me pasaron los contactos al móvil nuevo sin problema.
        Muy buena atención, se nota que saben.
        Me atendieron rapidísimo pese a haber gente.
        El dependiente tuvo mucha paciencia con mi padre, gracias.
        Me ayudaron a elegir móvil sin querer venderme el más caro, se agradece.
        Trato excelente en la tienda del centro.
        Fui por una funda y me arreglaron de paso el buzón de voz, geniales.`),
      flat: lines(`
        Me atendieron, aunque había gente delante.
        La tienda es pequeña.
        Una cosa la hicieron y para la otra me mandaron a la web.
        Trato normal.
        Tuve que volver otro día con el DNI.
        La visita fue como las demás.`),
      cross: lines(`
        Cuarenta minutos de cola para una pregunta, qué desastre.
        El dependiente fue muy maleducado, ni me miró.
        En la tienda no saben nada y me mandan a llamar por teléfono.
        Me intentaron vender un seguro que no quiero, muy pesados.
        Por ser de prepago ni caso te hacen.
        Solo un mostrador abierto y la cola hasta la calle, lamentable.
        Fui dos veces y sigo sin solución.
        A los de prepago nos atienden fatal, como si molestáramos.
        No tenían el móvil que la web decía que había, me engañaron.
        Me hicieron esperar para decirme que volviera mañana, una tomadura de pelo.
        Mala atención, con prisas y malas caras.`),
    },
    'online-order': {
      glad: lines(`
        Pedido hecho en cinco minutos, muy fácil.
        Todo claro antes de pagar, perfecto.
        La portabilidad fue sola, sin problemas.
        Me gustó poder firmar desde el móvil.
        Proceso rápido y sencillo, genial.`),
      flat: lines(`
        El pedido se hizo, con muchos pasos.
        Pide los datos dos veces.
        Tuve que repetir la foto del DNI.
        Llegó el correo de confirmación al rato.`),
      cross: lines(`
        La web rechazó mi tarjeta tres veces, un desastre.
        Error al subir el DNI, imposible terminar.
        Me cobraron de más y nadie responde.
        El pedido se quedó bloqueado y me llamaron al cabo de una semana, fatal.
        Me cambiaron la tarifa en el último paso, una vergüenza.`),
    },
    'store-checkout': {
      glad: lines(`
        Pagar fue rápido y fácil.
        La chica de caja, muy simpática.
        Sin colas y con muy buen trato.
        Me aplicaron el descuento sin pedirlo, genial.
        Todo rápido en caja, gracias.`),
      flat: lines(`
        Caja normal.
        Me mandaron el tique por correo.
        Un poco de cola.
        Solo se podía pagar con tarjeta.`),
      cross: lines(`
        Una sola caja abierta y media hora de cola, fatal.
        No me aplicaron el descuento que ponía en el cartel, un engaño.
        El datáfono no funcionaba y tuve que ir al cajero.
        En caja fueron muy bordes.
        Me cobraron una funda que no compré, lamentable.`),
    },
    'sim-delivery': {
      glad: lines(`
        La SIM llegó en un día, genial.
        El repartidor muy amable y puntual.
        Entrega rápida y bien avisada, gracias.
        Llegó antes de lo previsto, perfecto.
        Pude elegir la hora de entrega, muy cómodo.`),
      flat: lines(`
        Llegó el día que decía.
        El sobre venía sin instrucciones.
        La recogí en un punto de entrega.
        Avisaron por SMS con poco margen.`),
      cross: lines(`
        El mensajero ni llamó al timbre y se llevó el paquete, fatal.
        La SIM llegó tarde y a otra dirección.
        El paquete venía roto, qué desastre.
        Dijeron que estaba ausente y es falso, no me moví de casa.
        Perdieron mi envío y nadie se hace cargo.`),
    },
    'sim-activation': {
      glad: lines(`
        Activé la SIM en cinco minutos, muy fácil.
        Instrucciones clarísimas, funcionó a la primera.
        La eSIM quedó lista escaneando el QR, una maravilla.
        Todo muy rápido, a los diez minutos ya tenía línea.
        El código llegó sin problema y en un momento estaba lista, perfecto.
        Mi número anterior pasó sin cortes, genial.
        La guía con dibujos me ayudó mucho.
        Mi madre de 74 años la activó sola, con eso lo digo todo: facilísimo y genial.
        Activación sencilla y muy bien explicada.
        Pensaba que me costaría y fue muy fácil.`),
      flat: lines(`
        La SIM se activó al cabo de una hora.
        Tuve que reiniciar el móvil un par de veces.
        El QR lo leyó al segundo intento.
        Hay que seguir bastantes pasos.
        La activación fue como en otras compañías.
        Me quedó la duda de si el buzón de voz estaba puesto.
        El número antiguo pasó por la tarde.`),
      cross: lines(`
        La app no reconoce el QR de la eSIM, un desastre.
        Las instrucciones son muy confusas, me perdí en el paso tres.
        La SIM venía mal y no tengo línea.
        Se cortó la línea vieja antes de activarse la nueva, fatal.
        La portabilidad falló y nadie me avisó.
        Me da error al poner el PIN y la SIM se bloqueó.
        Escaneé el DNI cinco veces y siempre error, desesperante.
        El código que me dieron no funciona, muy mal.
        Toda la tarde esperando a tener línea, fatal.
        Tuve que ir a la tienda para activarla, vaya pérdida de tiempo, fatal.`),
    },
    network: {
      glad: lines(`
        La cobertura en mi pueblo es excelente.
        El 5G vuela, contentísimo y muy recomendable.
        Nunca se corta, ni en el metro, genial.
        Muy buena señal en casa y en el trabajo.
        Los datos van rapidísimos.`),
      flat: lines(`
        En casa hay cobertura, en el garaje no.
        La cobertura es como la de otras compañías.
        El 5G solo lo veo en el centro.
        Algún corte los domingos.`),
      cross: lines(`
        En mi casa no hay cobertura, tengo que salir al balcón.
        Se cortan las llamadas cada dos por tres, fatal.
        Los datos van lentísimos por la tarde, así no hay quien trabaje.
        Sin señal todo el fin de semana y sin aviso, un desastre.
        El 5G que anuncian es mentira, va peor que antes.
        Sin cobertura en el tren, siempre igual.`),
    },
    'app-account': {
      glad: lines(`
        La app es clara y muy útil, lo tengo todo a mano.
        Cambié de tarifa desde la app en un minuto, genial.
        Funciona perfecto en mi móvil viejo.
        Muy cómodo ver los gigas que quedan.
        Me encanta el diseño, muy sencilla.
        La huella para entrar es muy práctica.`),
      flat: lines(`
        La app hace lo justo.
        Pide actualizar muy a menudo.
        El consumo se ve con un día de retraso.
        El modo oscuro no está en todas las pantallas.
        La uso poco.`),
      cross: lines(`
        La app se cierra cada vez que entro.
        Error al iniciar sesión desde la actualización, desesperante.
        No me deja cambiar mis datos, siempre error.
        La app va lentísima y se queda colgada.
        Me pide la contraseña cada día, muy molesto.
        Desde la última versión no funciona nada.`),
    },
    roaming: {
      glad: lines(`
        En Portugal funcionó como en casa, perfecto.
        El roaming se activó solo al cruzar la frontera, genial.
        Viajé a Italia sin problemas y sin cargos extra.
        Muy buena señal en el extranjero.`),
      flat: lines(`
        En Francia bien, en Suiza hubo que mirar la tarifa.
        Llegó un SMS al aterrizar.
        Usé poco el roaming.`),
      cross: lines(`
        Sin datos todo el viaje, un desastre.
        Me cobraron 40 euros de roaming sin avisar, una vergüenza.
        En Marruecos no funcionaba nada y nadie contestaba.
        Me quedé sin línea en la frontera, fatal.`),
    },
    'monthly-bill': {
      glad: lines(`
        La factura se entiende muy bien.
        Pago lo que me dijeron, ni un céntimo más, perfecto.
        Factura clara y siempre a tiempo.
        Me corrigieron la factura en un momento, gracias.
        Muy cómodo recibirla por correo, todo claro.`),
      flat: lines(`
        La factura llega cada mes.
        La letra del desglose es pequeña.
        Subió un euro respecto al mes pasado.
        La descargo para mi gestor.`),
      cross: lines(`
        Me cobraron dos veces el mismo mes, una vergüenza.
        La factura es muy confusa, no entiendo nada.
        Suben el precio sin avisar, estoy harto.
        Un cargo de 12 euros que nadie sabe explicarme, fatal.
        El descuento que prometieron no aparece en la factura, qué engaño.
        Otra vez un error en el recibo, siempre igual de mal.`),
    },
    'top-up': {
      glad: lines(`
        Recargué en diez segundos, muy fácil.
        Muy cómodo recargar con Bizum.
        Rápido y sin problemas.
        El saldo entró enseguida, perfecto.
        Me gusta que avise cuando queda poco saldo.`),
      flat: lines(`
        La recarga entró a la media hora.
        Solo deja importes fijos.
        Recargué en el estanco.
        Pide confirmar dos veces.`),
      cross: lines(`
        Recargué 20 euros y el saldo no llegó.
        La recarga falló y me cobraron igual, un robo.
        Error con la tarjeta otra vez, qué pesadilla.
        El mínimo de recarga es muy caro.
        Perdí el saldo por no recargar a tiempo, lamentable.`),
    },
    'help-desk': {
      glad: lines(`
        Me respondieron el mismo día y todo quedó resuelto.
        La agente fue muy amable y lo solucionó.
        Respuesta clara y completa, muchas gracias.
        Problema resuelto con un solo correo, genial.
        Muy profesionales, me explicaron cada paso.
        Hicieron un seguimiento excelente de mi caso.`),
      flat: lines(`
        Contestaron al segundo día.
        Hicieron falta tres correos.
        La respuesta parecía una plantilla.
        De momento solo han contestado a la mitad.`),
      cross: lines(`
        Tres correos y nadie me responde de verdad.
        Me contestaron con una plantilla que no sirve para nada.
        Cerraron mi caso sin solucionarlo, una vergüenza.
        Cada agente me dice una cosa distinta, un caos.
        Prometieron llamarme y no llamaron.
        Una semana con el mismo problema, estoy harta.`),
    },
    'phone-queue': {
      glad: lines(`
        La señorita que me atendió fue un encanto.
        El agente me lo explicó muy bien, con mucha paciencia.
        Me solucionaron el problema por teléfono, gracias.
        Muy amable y muy profesional.
        Llamé con un problema y colgué contento.`),
      flat: lines(`
        Me atendieron y tomaron nota.
        Me pasaron con otro departamento.
        La llamada duró lo normal.
        Hay demasiadas opciones en el menú.`),
      cross: lines(`
        Me pasaron de un agente a otro y me colgaron.
        La máquina no entiende nada y no hay forma de hablar con una persona.
        El agente fue muy borde.
        Prometieron devolver la llamada y nada, muy mal.
        Llamé cuatro veces por lo mismo, un desastre.
        Música horrible y nadie contesta.`),
    },
    'support-chat': {
      glad: lines(`
        El chat me solucionó el problema, perfecto.
        Agente muy amable, gracias.
        Muy cómodo escribir en vez de llamar.
        Me mandaron la captura con los pasos, genial.
        Lo entendió a la primera, muy buen servicio.
        Atención excelente por el chat.
        Me contestaron enseguida, muy bien.`),
      flat: lines(`
        El robot pregunta bastante antes de pasarte.
        El chat me llevó a una página de la web.
        Hubo que repetir el número de cliente.
        Contestan con frases hechas.
        El chat se queda corto para temas largos.`),
      cross: lines(`
        El robot del chat no entiende nada, desesperante.
        El agente cerró el chat sin solucionar el problema.
        Tuve que repetir todo tres veces, muy mal.
        Se corta el chat y hay que empezar de cero, un desastre.
        Una hora esperando en el chat para nada.
        Respuestas copiadas y pegadas que no sirven.
        Tardan muchísimo entre mensaje y mensaje, fatal.`),
    },
    'renewal-offer': {
      glad: lines(`
        La oferta de renovación es muy buena, me quedo encantado.
        Me dieron un descuento sin pedirlo, genial.
        Buen precio por el móvil nuevo.
        Me gusta que se acuerden de los clientes antiguos.`),
      flat: lines(`
        La oferta es parecida a la del año pasado.
        Lo estoy pensando.
        Por ese precio hay cosas similares.
        Renuevo por no cambiar.`),
      cross: lines(`
        A los nuevos les dan mejor precio que a mí, es un insulto.
        La oferta es malísima después de seis años.
        Insisten demasiado, muy pesados con las llamadas.
        Me prometieron un descuento y luego era mentira.
        Me suben el precio por renovar, una vergüenza.`),
    },
    cancellation: {
      glad: lines(`
        Me dieron de baja sin problemas, se agradece.
        Trámite rápido y educado, gracias.
        Muy correctos hasta el final, volveré.`),
      flat: lines(`
        La baja quedó hecha.
        Me voy por el trabajo, me lo pagan ellos.
        Me ofrecieron otra tarifa.`),
      cross: lines(`
        Imposible darse de baja por la web, un laberinto horrible.
        Me marearon una semana para darme de baja, lamentable.
        Me voy por la mala cobertura.
        Cobran penalización sin haberlo explicado, un robo.
        Me pasaron con cinco personas para cancelar, vergonzoso.`),
    },
  },
  consequence: {
    glad: lines(`
      En diez minutos estaba hecho.
      Ni un problema.
      Me ahorré un montón de vueltas.
      Me fui con todo resuelto.
      Y sin llamar a nadie.
      Mejor que con mi compañía de antes.
      No hizo falta nada más.
      Todo como me dijeron.
      Así sí.`),
    flat: lines(`
      Al final salió.
      No fue gran cosa.
      Se puede pulir.
      Para lo que es, vale.
      Tampoco pido más.
      Me costó un poco.`),
    cross: lines(`
      He perdido toda la mañana.
      Tuve que insistir tres veces.
      Sigo igual que al principio.
      Llevo así una semana.
      Nadie me da una solución.
      Perdí una tarde entera para nada.
      Y encima me echan la culpa a mí.
      Y nadie da la cara.
      Ya van dos veces este mes.
      Al final lo tuve que arreglar yo.`),
  },
  closing: {
    glad: lines(`
      Gracias.
      Seguid así.
      Lo recomiendo.
      Ya se lo he dicho a mi hermana.
      Repetiré.
      Muchas gracias al equipo.
      Me quedo con vosotros.
      Un saludo y gracias.
      Da gusto.
      Enhorabuena.`),
    flat: lines(`
      Ya veremos.
      Sin más.
      Eso es todo.
      A ver el mes que viene.
      Nada que añadir.
      Un saludo.`),
    cross: lines(`
      Así no.
      No lo recomiendo.
      Me estoy pensando irme a otra compañía.
      Una vergüenza.
      Me voy a otra compañía.
      Muy decepcionado.
      No vuelvo.
      Arregladlo ya.
      Esperaba más de vosotros.
      Quiero una solución.`),
  },
  short: {
    glad: lines(`
      Todo perfecto
      Muy bien
      Genial, gracias
      Muy fácil
      Excelente
      Rápido y sin problemas
      De diez
      Muy contenta
      Perfecto, como siempre
      Buen servicio
      Encantado`),
    flat: lines(`
      Normal
      Ok
      Sin más
      Lo normal
      Correcto
      Regular
      Nada que decir
      Pasable`),
    cross: lines(`
      Muy mal
      Fatal
      Un desastre
      Pésimo servicio
      Lamentable
      Horrible
      Muy decepcionado
      Una vergüenza
      No funciona
      Malísimo`),
  },
  faces: { glad: ['😊', '👍', '👏', '😃', '❤️', ':)'], flat: ['🤷', '😐'], cross: ['😡', '😤', '👎', '🤬', '😠', ':('] },
  contact: lines(`
    Llamadme al 612 345 678.
    Mi correo es ana.prueba@example.org.
    Mi móvil es el 655 010 203.
    Escribidme a cliente.ejemplo@example.com.`),
  hurried: [
    ['que', 'q'],
    ['porque', 'xq'],
    ['también', 'tb'],
    ['para', 'pa'],
    ['muy', 'mui'],
    ['hay', 'ay'],
    ['he', 'e'],
    ['había', 'habia'],
    ['todo', 'tdo'],
    ['estoy', 'toy'],
  ],
  planted: {
    lateCode: {
      glad: lines(`
        El código tardó un poco, pero después todo perfecto y muy fácil.
        Activada sin problemas, aunque el código llegó por la noche. Muy contento.`),
      flat: lines(`
        El código llegó por la noche y luego ya fue.
        Hubo que pedir el código dos veces.
        La SIM se activó cuando llegó el código, al día siguiente.
        Tuve que reclamar el código y ya está.`),
      cross: lines(`
        El código de activación no llegó hasta el segundo día, fatal.
        El código no llegó nunca, un desastre.
        Dos días sin línea por el código de activación, fatal.
        Pedí el código cuatro veces y no llega, desesperante.
        El SMS con el código llegó a las tres de la madrugada y ya había caducado, lamentable.
        Sigo sin el código de activación y nadie me responde.
        El código llega tan tarde que ya no sirve.
        Me mandaron un código caducado, qué vergüenza.
        No puedo activar la SIM porque el código no llega, muy mal.
        Tres códigos he pedido y ninguno ha llegado.
        Sin código no hay SIM y sin SIM no trabajo, fatal.
        El dichoso código de activación tardó día y medio, horrible.
        Me dijeron que el código llegaba en un minuto y fueron dos días, una tomadura de pelo.
        La activación, un desastre: el código vino cuando ya me había ido de vacaciones.
        Horas mirando el móvil y el código sin llegar, indignante.`),
    },
    lateCodeConsequence: lines(`
      Todo el fin de semana sin teléfono.
      Perdí dos citas de trabajo por no tener línea.
      Nadie me explicó por qué, muy mal.
      En la tienda tampoco saben nada.
      Mi línea vieja ya estaba cortada, imagina el enfado.
      Tuve que comprar una tarjeta de prepago mientras tanto, lamentable.
      Mi hija en el instituto sin móvil, angustiada.
      En el teléfono de ayuda me decían que siguiera esperando.`),
    quickChat: {
      glad: lines(`
        Ahora contestan al momento, qué diferencia, genial.
        Me respondió una persona en segundos y lo solucionó.
        El agente apareció al instante y fue muy amable.
        Escribí y enseguida había alguien, excelente.
        Contestaron en segundos, nunca lo había visto, enhorabuena.
        Qué rapidez, me atendieron al momento.
        Antes había que aguantar al robot, ahora te atiende una persona al instante, genial.
        Al momento tenía respuesta, y la buena: perfecto.
        Me lo resolvieron en el acto, encantada.
        En segundos estaba hablando con un agente muy profesional.
        Pregunté en la pausa del café y me contestaron enseguida, un diez.`),
      flat: lines(`
        Contestan al momento, lo demás va a su ritmo.
        Ahora responden enseguida.
        La respuesta llegó en segundos y era la estándar.`),
      cross: lines(`
        Contestan enseguida pero no solucionan nada, muy mal.
        El agente respondió al momento y cerró el chat sin ayudar, fatal.`),
    },
  },
};
