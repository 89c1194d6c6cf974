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
  evidence: 'intervalo del 95 %: {range}, {n, plural, one {# respuesta} other {# respuestas}}',
  before: '{span, select, week {la semana anterior} month {el mes anterior} other {el periodo anterior}}',
  per: '{span, select, week {por semana} month {al mes} other {por periodo}}',

  'change.size':
    '{unit, select, points {{n, plural, one {# punto} other {# puntos}}} percent {{n, plural, one {# punto porcentual} other {# puntos porcentuales}}} other {{number}}} {direction, select, worse {menos} other {más}}',
  'change.signed':
    '{unit, select, points {{n, plural, one {{number} punto} other {{number} puntos}}} percent {{n, plural, one {{number} punto porcentual} other {{number} puntos porcentuales}}} other {{number}}}',
  'change.range':
    '{unit, select, points {de {low} a {high} puntos} percent {de {low} a {high} puntos porcentuales} other {de {low} a {high}}}',

  title: 'Resumen de clientes',
  volume: '{later, plural, one {# señal} other {# señales}} ({earlier, number} {before})',

  'lead.worse': 'Peor: {names}',
  'lead.better': 'Mejor: {names}',
  'lead.overall': '{metric} en conjunto',
  'lead.quiet': 'Nada cambió más allá del ruido en {n, plural, one {# comparación} other {# comparaciones}}.',
  'lead.quietPlaces':
    'En ningún punto de contacto cambió nada más allá del ruido en {n, plural, one {# comparación} other {# comparaciones}}.',
  'lead.tooFew': 'Aún hay muy pocas respuestas para comparar.',

  'subject.finding': '{title}: {metric} {now} (antes {was})',
  'subject.overall': '{metric} en conjunto {direction, select, worse {empeora} other {mejora}}: {value}, {size}',
  'subject.quiet': 'Nada cambió más allá del ruido, {period}',
  'subject.tooFew': 'Aún hay muy pocas respuestas para comparar, {period}',

  'section.headlines': 'En conjunto',
  'section.findings': 'Qué ha cambiado',
  'section.tooFew': 'Lo que aún no podemos saber',
  'section.reading': 'Cómo leer este resumen',

  'headline.sentence': '{metric}: {value} ({evidence}), {verdict}.',
  'verdict.moved':
    '{size} que {before} ({range}); la {direction, select, worse {bajada} other {subida}} va más allá del ruido',
  'verdict.same': 'sin cambios relevantes en comparación con {before} ({range})',
  'verdict.unsure': 'aún no se puede saber si ha cambiado ({range})',
  'verdict.unsureMore':
    'aún no se puede saber si ha cambiado ({range}): {n, plural, one {hace falta # respuesta más} other {hacen falta unas # respuestas más}} {per}',
  'verdict.first': 'muy pocas respuestas {before} para comparar',

  'finding.title': '{touchpoint} {direction, select, worse {empeora} other {mejora}}',
  'finding.place': 'Etapa: {stage}',
  'finding.step': '{metric} {was} → {now}',
  'finding.change': 'Intervalo del 95 % del cambio: {range}.',
  'finding.sure': '{sureness, select, very {Estamos muy seguros} other {Estamos seguros}} de que es más que ruido.',
  'finding.causeA': 'Una comparación aleatorizada muestra que algo en este punto de contacto lo causó.',
  'finding.causeB': 'Teniendo en cuenta quién respondió, muy probablemente se debe a algo en este punto de contacto.',
  'finding.causeC': 'Esto muestra que ha cambiado, no por qué.',
  'finding.also': 'Allí también va más allá del ruido: {list}.',
  'finding.owner': 'Responsable',
  'finding.more':
    '{n, plural, one {# cambio más allá del ruido no se muestra aquí.} other {# cambios más allá del ruido no se muestran aquí.}}',
  quote: '«{text}»',

  'tooFew.item':
    '{touchpoint}: {n, plural, one {hace falta # respuesta más} other {hacen falta # respuestas más}} {per}',
  'tooFew.more': '{n, plural, one {y # punto de contacto más} other {y # puntos de contacto más}}',

  'reading.range':
    'El intervalo del 95 % es donde muy probablemente está el valor real; con más respuestas se estrecha.',
  'reading.flags':
    'Más allá del ruido, en {n, plural, one {# comparación} other {# comparaciones}}: se espera que, como mucho, cerca de 1 de cada 20 avisos así sea falso (1 de cada 100 cuando estamos muy seguros).',
  'reading.overall':
    'Las puntuaciones en conjunto se juzgan una a una: la que en realidad no se movió se señala aun así cerca de 1 vez de cada 20.',
  'reading.period':
    'Periodo: {period}, comparado con {previous}. Los días empiezan y acaban en la zona horaria {timeZone}.',
};
