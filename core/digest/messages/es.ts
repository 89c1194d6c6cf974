import type { Messages } from '../messages.ts';

export const es: Messages = {
  'metric.nps': 'NPS',
  'metric.csat': 'CSAT',
  'metric.ces': 'CES',
  'metric.rating': 'Valoración',
  'metric.netSentiment': 'Sentimiento neto',

  'help.nps': 'NPS: promotores (9–10) menos detractores (0–6), de −100 a +100.',
  'help.csat': 'CSAT: proporción de respuestas de 4 o 5 sobre 5.',
  'help.ces': 'CES: facilidad media, de 1 (difícil) a 7 (fácil).',
  'help.rating': 'Valoración: media de estrellas, de 1 a 5.',
  'help.netSentiment': 'Sentimiento neto: comentarios positivos menos negativos, de −100 a +100.',

  percent: '{number} %',
  range: 'de {low} a {high}',
  evidence: 'Intervalo del 95 %: {range}, {n, plural, one {# respuesta} other {# respuestas}}',
  before:
    '{span, select, week {la semana anterior} month {el mes anterior} quarter {el trimestre anterior} other {el periodo anterior}}',
  'before.named':
    '{span, select, week {la semana del {start}} month {el mes de {start}} quarter {el trimestre desde {start}} other {el periodo desde el {start}}}',
  per: '{span, select, week {por semana} month {al mes} other {por periodo}}',

  'change.amount':
    '{unit, select, points {{n, plural, one {{number} punto} other {{number} puntos}}} percent {{n, plural, one {{number} punto porcentual} other {{number} puntos porcentuales}}} other {{number}}}',
  'change.size': '{amount} {direction, select, worse {menos} other {más}}',
  'change.range':
    '{unit, select, points {de {low} a {high} puntos} percent {de {low} a {high} puntos porcentuales} other {de {low} a {high}}}',

  title: 'Resumen de clientes',
  volume: '{later, plural, one {# señal} other {# señales}} ({earlier, number} {before})',

  'lead.worse': 'Peor: {names}',
  'lead.better': 'Mejor: {names}',
  'lead.missed': '{n, plural, one {Compromiso incumplido} other {Compromisos incumplidos}}: {names}',
  'lead.silent': '{n, plural, one {Fuente en silencio} other {Fuentes en silencio}}: {names}',
  'lead.illusion': 'Solo en apariencia ha cambiado: {names}',
  'lead.more': '{n, number} más',
  'lead.overall': '{metric} en conjunto',
  'lead.quiet': 'Nada cambió más allá del ruido en {n, plural, one {# comparación} other {# comparaciones}}.',
  'lead.quietPlaces':
    'En ningún punto de contacto cambió nada más allá del ruido en {n, plural, one {# comparación} other {# comparaciones}}.',
  'lead.tooFew': 'Aún hay muy pocas respuestas para comparar.',
  'lead.tooFewPlaces': 'Ningún punto de contacto tiene aún respuestas suficientes para comparar.',
  'lead.empty': 'No llegó ninguna señal.',

  'subject.step': '{title}: {metric} {now} (antes {was})',
  'subject.missed': '{touchpoint}, compromiso incumplido: {share} {limit} (objetivo: {target})',
  'subject.silent': '{source} lleva {hours} en silencio',
  'subject.overall': '{metric} en conjunto {direction, select, worse {empeora} other {mejora}}: {value}, {size}',
  'subject.overallSeems':
    '{metric} en conjunto solo parece {direction, select, worse {empeorar} other {mejorar}}: {now} (antes {was})',
  'subject.quiet': 'Nada cambió más allá del ruido, {period}',
  'subject.tooFew': 'Aún hay muy pocas respuestas para comparar, {period}',
  'subject.empty': 'No llegó ninguna señal, {period}',

  'section.headlines': 'En conjunto',
  'section.findings': 'Qué ha cambiado',
  'section.illusions': 'No es un cambio real',
  'section.touchpoints': 'A lo largo del recorrido',
  'section.promises': 'Compromisos',
  'section.silent': 'Fuentes en silencio',
  'section.voices': 'En sus palabras',
  'section.responses': 'Quién ha respondido',
  'section.tooFew': 'Lo que aún no podemos saber',
  'section.reading': 'Cómo leer este resumen',

  'headline.was': '{value} {before}',
  'headline.change': 'cambio muy probable: {range}',
  'headline.needs':
    '{n, plural, one {Hace falta # respuesta más} other {Hacen falta unas # respuestas más}} {per} para ver un cambio de {floor}.',
  'verdict.moved': '{size}, más allá del ruido',
  'verdict.same': 'Sin cambios relevantes',
  'verdict.unsure': 'Aún no se puede saber',
  'verdict.seems':
    'En apariencia, {size}, sobre todo porque llegaron {answers, select, more {más} other {menos}} respuestas de {group} ({earlier} → {later}); el resto no es más que ruido',
  'verdict.lackingEarlier': 'Hubo muy pocas respuestas {before} para comparar',
  'verdict.lackingLater':
    'Hay muy pocas respuestas {span, select, week {esta semana} month {este mes} other {en este periodo}} para comparar: hacen falta al menos {n, number}',
  'verdict.lackingDays': 'Hay respuestas de muy pocos días para comparar',

  'trend.title':
    '{metric} en {n, number} {span, select, week {semanas} month {meses} other {periodos}}, con su intervalo del 95 %',
  'trend.alt':
    '{title}: de {span, select, month {{first} en {firstStart} a {last} en {lastStart}} other {{first} ({firstStart}) a {last} ({lastStart})}}, nunca por debajo de {low} ni por encima de {high}.',
  'trend.gaps':
    'Con muy pocas respuestas: {span, select, week {{n, plural, one {# semana} other {# semanas}}} month {{n, plural, one {# mes} other {# meses}}} other {{n, plural, one {# periodo} other {# periodos}}}}.',

  'finding.title': '{touchpoint} {direction, select, worse {empeora} other {mejora}}',
  'finding.momentOfTruth': 'momento de la verdad',
  'finding.step': '{metric} {was} → {now}',
  'finding.change': '{size} (muy probablemente, {range}).',
  'finding.sure': '{sureness, select, very {Estamos muy seguros} other {Estamos seguros}} de que es más que ruido.',
  'finding.mix':
    'Más de la mitad se debe a quién respondió: {answers, select, more {más} other {menos}} respuestas de {group} ({earlier} → {later}); el resto, aun así, va más allá del ruido.',
  'finding.causeA': 'Una comparación aleatorizada muestra que algo en este punto de contacto lo causó.',
  'finding.causeB': 'Teniendo en cuenta quién respondió, muy probablemente se debe a algo en este punto de contacto.',
  'finding.reason': 'El {later} de los comentarios menciona «{theme}»; {before}, el {earlier}.',
  'finding.everywhere': 'Se nota en todas partes: {groups} por igual.',
  'finding.local': 'Se nota sobre todo en {groups} ({dimension}).',
  'finding.also': 'Allí también va más allá del ruido: {list}.',
  'finding.ranges': 'Intervalos del 95 %: {earlier} y {later}',
  'finding.answers': '{earlier, number} y {later, plural, one {# respuesta} other {# respuestas}}',
  'finding.customers': '{earlier, number} y {later, plural, one {# persona distinta} other {# personas distintas}}',
  'finding.owner': 'Responsable',
  'finding.next': 'Siguiente paso',
  'finding.more':
    '{n, plural, one {# cambio más allá del ruido no se muestra aquí.} other {# cambios más allá del ruido no se muestran aquí.}}',

  'next.worse':
    'Preguntar a {owner} {named, select, more {qué ha pasado con «{theme}»} fewer {por qué menos clientes mencionan «{theme}»} other {qué ha cambiado allí}}{felt, select, local {, empezando por {groups}} other {}}.',
  'next.better':
    'Averiguar qué ha hecho {owner} {named, select, more {con «{theme}»} fewer {para que menos clientes mencionen «{theme}»} other {de otra manera}} y mantenerlo{felt, select, local {; después, probarlo más allá de {groups}} other {}}.',

  'illusion.title': '{touchpoint} solo parece {direction, select, worse {empeorar} other {mejorar}}',
  'illusion.why':
    'Sobre todo porque llegaron {answers, select, more {más} other {menos}} respuestas de {group} ({earlier} → {later}).',
  'illusion.real': 'A igual {dimension}, el cambio es de {amount}.',

  'touchpoints.change': 'Cambio',
  'touchpoints.line': '{low} a {high} · {n, plural, one {# respuesta} other {# respuestas}}',
  'touchpoints.bars': 'Barra: intervalo del 95 %; su línea, la nota.',
  'touchpoints.noise': 'En gris: no se distingue del ruido.',
  'touchpoints.star': '★: momento de la verdad.',
  'touchpoints.plain': 'Con intervalo del 95 % y respuestas. Sin ▲ ni ▼, un cambio no se distingue del ruido.',
  'touchpoints.more': '{n, plural, one {y # punto de contacto más} other {y # puntos de contacto más}}',

  'promise.within': 'en {limit} o menos',
  'promise.atMost': 'con {limit} como máximo',
  'promise.share': '{share} {limit}; objetivo: {target}',
  'promise.named': '{name}: {share}; objetivo: {target}',
  'promise.verdict': '{verdict, select, kept {cumplido} missed {incumplido} other {bajo el objetivo, quizá por azar}}',
  'promise.was': 'antes {value}',
  'promise.median': 'Mediana: {median}',
  'promise.evidence': 'intervalo del 95 %: {range}, {n, plural, one {# caso} other {# casos}}',
  'promise.more':
    '{n, plural, one {# compromiso más no se muestra aquí.} other {# compromisos más no se muestran aquí.}}',

  'silent.item':
    '{source} lleva {hours} en silencio, desde el {since}; {n, plural, one {se esperaba # señal} other {se esperaban unas # señales}}.',
  'silent.more': '{n, plural, one {y # fuente más} other {y # fuentes más}}',

  quote: '«{text}»',
  'quote.score': '{value, number} sobre {max, number}',
  'quote.language': 'en {language}',
  medium:
    '{medium, select, web {web} app {app} store {tienda} phone {teléfono} chat {chat} email {correo} sms {SMS} social {redes sociales} review {reseña} other {{medium}}}',

  'responses.rate': 'Se respondió el {rate} de las encuestas: {answered, number} de {asked, number}.',
  'responses.was': 'El {rate} {before}.',
  'responses.moved':
    'La tasa se ha movido más de 5 puntos porcentuales: puede que ahora respondan otras personas, así que conviene comparar con cautela.',

  'tooFew.overall':
    '{metric} en conjunto: {n, plural, one {hace falta # respuesta más} other {hacen falta unas # respuestas más}} {per} para ver un cambio de {floor}',
  'tooFew.item':
    '{touchpoint}: {n, plural, one {hace falta # respuesta más} other {hacen falta # respuestas más}} {per}',
  'tooFew.more': '{n, plural, one {y # punto de contacto más} other {y # puntos de contacto más}}',

  'reading.range':
    'El intervalo del 95 % es donde muy probablemente está el valor real; con más respuestas se estrecha.',
  'reading.flags':
    'Lo señalado va más allá del ruido teniendo en cuenta {n, plural, one {# comparación} other {las # comparaciones}}: como mucho, cerca de 1 de cada 20 resúmenes nombra algún punto de contacto por azar (1 de cada 100 cuando estamos muy seguros).',
  'reading.overall':
    'Las puntuaciones en conjunto se juzgan una a una: la que en realidad no se movió se señala aun así cerca de 1 vez de cada 20.',
  'reading.cause':
    'Un hallazgo muestra que algo ha cambiado, no por qué. Lo que mencionan los clientes va unido a ello, sin ser prueba.',
  'reading.quotes': 'Las citas son palabras de clientes, con los datos personales ocultos.',
  'reading.period':
    'Periodo: {period}, comparado con {previous}. Los días empiezan y acaban en la zona horaria {timeZone}.',

  'footer.why': 'Recibe este mensaje porque su dirección figura en {audience}, de {organisation}.',
  'footer.unsubscribe': 'Darse de baja',
};
