import { sayMessage } from '../../core/digest/message-format.ts';
import type { Locale } from '../../core/journey/schema.ts';

/** Texts of the panel that neither the digest nor the sheet has words for, in ICU message format. */
const en = {
  touchpoint: 'Touchpoint',
  close: 'Close',

  'kind.moment-of-truth': 'moment of truth',
  'kind.hygiene': 'must simply work',
  'kind.delighter': 'can delight',
  'kind.learn': 'not judged yet how much it matters',

  'score.few': 'Too few answers for a score: at least {n, number} are needed, so that nobody can be recognised.',
  'score.withheld': 'The score is withheld: it would give away that of a smaller group.',
  nothingFound: 'No change here was told apart from noise.',
  nothingCompared: 'No change is shown here: only scores that are shown for both periods are compared.',

  series: 'Over time',
  'series.none': 'There is no score to show over time.',
  'series.how': 'Line: {metric}. Band: its 95 % range. Both stop where no score is shown. Bars: signals.',
  'series.bars': 'Bars: signals.',
  'series.period': 'Period',
  'series.lacking': 'no score shown',
  'series.volume': 'Signals',

  distribution: 'Answers: {metric}',
  'distribution.value': 'Answer',
  'distribution.n': 'How often',
  feelings: 'How comments felt',
  'feeling.positive': 'positive',
  'feeling.negative': 'negative',
  'feeling.neutral': 'neutral',
  'feeling.mixed': 'mixed',
  measures: 'Waits and other measures',
  'measure.median': 'Median {median} · {n, plural, one {# signal} other {# signals}}',
  media: 'By medium',
  definition: 'As journey.yaml defines it, from line {line, number}',

  verbatims: 'In their words',
  'filter.sentiment': 'Feeling',
  'filter.theme': 'Theme',
  'filter.all': 'all',
  'verbatim.clipped': 'Shortened: the whole text is in the tool it came from.',
  'verbatim.story': 'Their story',
  'verbatims.more': 'Show more',
  'verbatims.search': 'Search further back',
  'verbatims.shown':
    '{n, plural, one {# comment shown} other {# comments shown}}{isLast, select, yes {; that is all} other {}}.',
  'verbatims.added': '{n, plural, one {# more} other {# more}}.',
  'verbatims.none': 'No comments{isFiltered, select, yes { like this} other {}} in this period.',
  'verbatims.noneYet': 'None found so far; older ones were not searched yet.',
  'verbatims.tooFew':
    'Fewer than {n, number} answered here. Their words are not shown, because they could tell who they are.',
  'verbatims.weeksOnly':
    'Words are shown week by week: over a longer time they could tell who wrote them in a quiet week.',
  'verbatims.week': 'Show the last week of it',

  story: 'A customer’s story',
  'story.customer': 'Customer {customer}{n, plural, =0 {} other {, also known as {linked}}}',
  'story.days':
    '{signals, plural, one {# signal} other {# signals}} on {days, plural, one {# day} other {# days}}, {span}.',
  'story.silent': '{n, plural, =0 {Last heard of today} one {Last heard of yesterday} other {Nothing for # days}}.',
  'story.purchases': '{n, plural, one {# purchase} other {# purchases}}.',
  'story.spent': '{n, plural, one {# purchase} other {# purchases}}, {money} in all.',
  'story.failures': '{n, plural, one {# failure or missed promise} other {# failures or missed promises}}.',
  'story.requests':
    '{opened, plural, one {# request opened} other {# requests opened}}, {closed, plural, one {# closed} other {# closed}}.',
  'story.gap': '{n, plural, one {# day} other {# days}} without contact',
  'story.attempt':
    '{nth, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} time in {days, plural, one {# day} other {# days}}',
  'story.elsewhere':
    '{n, plural, one {# more step is} other {# more steps are}} outside of what you answer for and not shown.',
  'story.none': 'No steps you may see.',
  'story.back': 'Back to {touchpoint}',
  'story.source': 'from {source}',
} as const;

export type PanelMessage = keyof typeof en;

const es: Readonly<Record<PanelMessage, string>> = {
  touchpoint: 'Punto de contacto',
  close: 'Cerrar',

  'kind.moment-of-truth': 'momento de la verdad',
  'kind.hygiene': 'simplemente tiene que funcionar',
  'kind.delighter': 'puede entusiasmar',
  'kind.learn': 'aún sin juzgar cuánto importa',

  'score.few':
    'Muy pocas respuestas para una nota: hacen falta al menos {n, number}, para que no se reconozca a nadie.',
  'score.withheld': 'La nota se reserva: delataría la de un grupo más pequeño.',
  nothingFound: 'Aquí no se distingue ningún cambio del ruido.',
  nothingCompared: 'Aquí no se muestra ningún cambio: solo se comparan notas que se muestran en ambos periodos.',

  series: 'A lo largo del tiempo',
  'series.none': 'No hay nota que mostrar a lo largo del tiempo.',
  'series.how': 'Línea: {metric}. Banda: su intervalo del 95 %. Se cortan donde no se muestra nota. Barras: señales.',
  'series.bars': 'Barras: señales.',
  'series.period': 'Periodo',
  'series.lacking': 'sin nota a la vista',
  'series.volume': 'Señales',

  distribution: 'Respuestas: {metric}',
  'distribution.value': 'Respuesta',
  'distribution.n': 'Cuántas veces',
  feelings: 'Cómo se sintieron los comentarios',
  'feeling.positive': 'positivo',
  'feeling.negative': 'negativo',
  'feeling.neutral': 'neutro',
  'feeling.mixed': 'mixto',
  measures: 'Esperas y otras medidas',
  'measure.median': 'Mediana: {median} · {n, plural, one {# señal} other {# señales}}',
  media: 'Por medio',
  definition: 'Así lo define journey.yaml, desde la línea {line, number}',

  verbatims: 'En sus palabras',
  'filter.sentiment': 'Sentimiento',
  'filter.theme': 'Tema',
  'filter.all': 'todos',
  'verbatim.clipped': 'Abreviado: el texto entero está en la herramienta de la que viene.',
  'verbatim.story': 'Su historia',
  'verbatims.more': 'Mostrar más',
  'verbatims.search': 'Buscar más atrás',
  'verbatims.shown':
    '{n, plural, one {# comentario a la vista} other {# comentarios a la vista}}{isLast, select, yes {; no hay más} other {}}.',
  'verbatims.added': '{n, plural, one {# más} other {# más}}.',
  'verbatims.none': 'No hay comentarios{isFiltered, select, yes { así} other {}} en este periodo.',
  'verbatims.noneYet': 'Ninguno hasta ahora; falta buscar entre los anteriores.',
  'verbatims.tooFew':
    'Aquí respondieron menos de {n, number}. Sus palabras no se muestran, porque podrían delatar quiénes son.',
  'verbatims.weeksOnly':
    'Las palabras se muestran semana a semana: durante más tiempo podrían delatar quién las escribió en una semana tranquila.',
  'verbatims.week': 'Mostrar su última semana',

  story: 'La historia de un cliente',
  'story.customer': 'Cliente {customer}{n, plural, =0 {} other {, también conocido como {linked}}}',
  'story.days':
    '{signals, plural, one {# señal} other {# señales}} en {days, plural, one {# día} other {# días}}: {span}.',
  'story.silent':
    '{n, plural, =0 {Última noticia: hoy} one {Última noticia: ayer} other {Sin noticias desde hace # días}}.',
  'story.purchases': '{n, plural, one {# compra} other {# compras}}.',
  'story.spent': '{n, plural, one {# compra} other {# compras}}, {money} en total.',
  'story.failures': '{n, plural, one {# fallo o compromiso incumplido} other {# fallos o compromisos incumplidos}}.',
  'story.requests':
    '{opened, plural, one {# petición abierta} other {# peticiones abiertas}}, {closed, plural, one {# cerrada} other {# cerradas}}.',
  'story.gap': '{n, plural, one {# día} other {# días}} sin contacto',
  'story.attempt': '{nth, number}.ª vez en {days, plural, one {# día} other {# días}}',
  'story.elsewhere':
    '{n, plural, one {# paso más está} other {# pasos más están}} fuera de lo que te corresponde y no se {n, plural, one {muestra} other {muestran}}.',
  'story.none': 'No hay pasos que puedas ver.',
  'story.back': 'Volver a {touchpoint}',
  'story.source': 'de {source}',
};

export const panelMessages: Readonly<Record<Locale, Readonly<Record<PanelMessage, string>>>> = { en, es };

/** Says one message of the panel; values are put in as they are and never read as message syntax. */
export type SayOnPanel = (key: PanelMessage, values?: Readonly<Record<string, string | number>>) => string;

/** @example sayOnPanel('es')('answers', { n: 1 }) // => '1 respuesta' */
export const sayOnPanel =
  (locale: Locale): SayOnPanel =>
  (key, values) =>
    sayMessage(locale, panelMessages[locale][key], values);
