import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../journey/schema.ts';

/** Texts of the sheet that the digest has no words for, in ICU message format. */
const en = {
  title: 'Customer listening path',
  skip: 'Skip to the sheet',
  home: '← Signals and mails',
  views: 'Period and language',
  week: 'Week',
  month: 'Month',
  earlier: 'Earlier',
  later: 'Later',
  outcomes: 'Customers',
  'outcomes.gained': '{n, plural, one {# gained} other {# gained}}',
  'outcomes.lost': '{n, plural, one {# lost} other {# lost}}',
  'outcomes.was': '{gained, number} and {lost, number} {before}; by purchases and cancellations.',
  fewSignals: 'Too few answers for an overall score: {n, plural, one {# signal} other {# signals}} in all.',
  'news.rest': 'Everywhere else nothing changed beyond noise.',
  sample: '(an invented sample)',
  stages: 'Stage',
  goal: '“{goal}”',
  felt: 'How it felt',
  'felt.how': 'Positive minus negative comments. The band is the 95 % range; a gap has too few comments.',
  'felt.alt':
    'How it felt along the journey, as positive minus negative comments in points, with 95 % ranges. {points}. {n, plural, =0 {} one {Too few comments: {few}.} other {Too few comments: {few}.}}',
  'felt.point': '{name} {value} ({range})',
  better: 'better',
  worse: 'worse',
  star: 'moment of truth',
  answers: '{n, plural, =0 {no answers} one {# answer} other {# answers}}',
  signals: '{n, plural, one {# signal, no answers} other {# signals, no answers}}',
  withheld: 'score withheld',
  sources: 'Where we listen',
  'sources.silent': 'silent',
  'sources.unheard': 'nothing yet',
  'sources.named': 'Only sources that name the touchpoint',
  'sources.none': 'Nobody listens here',
  themes: 'What they talk about',
  'themes.none': 'Too few comments',
  'theme.positive': 'praised',
  'theme.negative': 'criticised',
  'theme.mixed': 'for and against',
  'theme.comments': '{n, plural, one {# comment} other {# comments}}',
  'key.star': '★ moment of truth.',
  'key.marks':
    '▲ better, ▼ worse: the touchpoint changed beyond noise since {before}. Without a mark, a difference is not told apart from noise.',
  'key.themes': 'Themes: + praised, − criticised, ± for and against.',
  'key.few': 'Under {n, number} answers there is a count and no score, so that nobody can be recognised.',
  'key.withheld': 'A score is withheld where it would give away that of a smaller group.',
  'key.period': 'Days begin and end in the time zone {timeZone}.',
  'nothing.title': 'Nothing was heard yet',
  'nothing.text':
    'This sheet fills as soon as the first signal is stored. Until then, this is the path you listen along:',
  'nothing.connect': 'Connect your first source',
  silentPeriod: 'No signals arrived in this period.',
  badPeriod: 'There is no such period, or it is not over yet. Ask for a week as 2026-11-09, for a month as 2026-10.',
} as const;

export type MapMessage = keyof typeof en;

const es: Readonly<Record<MapMessage, string>> = {
  title: 'Camino de escucha del cliente',
  skip: 'Saltar a la hoja',
  home: '← Señales y correos',
  views: 'Periodo e idioma',
  week: 'Semana',
  month: 'Mes',
  earlier: 'Anterior',
  later: 'Siguiente',
  outcomes: 'Clientes',
  'outcomes.gained': '{n, plural, one {# ganado} other {# ganados}}',
  'outcomes.lost': '{n, plural, one {# perdido} other {# perdidos}}',
  'outcomes.was': '{gained, number} y {lost, number} {before}; según compras y bajas.',
  fewSignals: 'Muy pocas respuestas para una nota de conjunto: {n, plural, one {# señal} other {# señales}} en total.',
  'news.rest': 'En lo demás nada cambió más allá del ruido.',
  sample: '(una muestra inventada)',
  stages: 'Etapa',
  goal: '«{goal}»',
  felt: 'Cómo se sintió',
  'felt.how':
    'Comentarios positivos menos negativos. La banda es el intervalo del 95 %; donde se corta hay muy pocos comentarios.',
  'felt.alt':
    'Cómo se sintió a lo largo del camino, en puntos: comentarios positivos menos negativos, con intervalos del 95 %. {points}. {n, plural, =0 {} one {Muy pocos comentarios: {few}.} other {Muy pocos comentarios: {few}.}}',
  'felt.point': '{name} {value} ({range})',
  better: 'mejor',
  worse: 'peor',
  star: 'momento de la verdad',
  answers: '{n, plural, =0 {sin respuestas} one {# respuesta} other {# respuestas}}',
  signals: '{n, plural, one {# señal, sin respuestas} other {# señales, sin respuestas}}',
  withheld: 'nota reservada',
  sources: 'Dónde escuchamos',
  'sources.silent': 'en silencio',
  'sources.unheard': 'nada todavía',
  'sources.named': 'Solo fuentes que nombran el punto de contacto',
  'sources.none': 'Aquí no escucha nadie',
  themes: 'De qué hablan',
  'themes.none': 'Muy pocos comentarios',
  'theme.positive': 'se elogia',
  'theme.negative': 'se critica',
  'theme.mixed': 'a favor y en contra',
  'theme.comments': '{n, plural, one {# comentario} other {# comentarios}}',
  'key.star': '★ momento de la verdad.',
  'key.marks':
    '▲ mejor, ▼ peor: el punto de contacto cambió más allá del ruido desde {before}. Sin marca, una diferencia no se distingue del ruido.',
  'key.themes': 'Temas: + se elogia, − se critica, ± a favor y en contra.',
  'key.few': 'Con menos de {n, number} respuestas hay recuento y no hay nota, para que no se reconozca a nadie.',
  'key.withheld': 'Una nota se reserva cuando delataría la de un grupo más pequeño.',
  'key.period': 'Los días empiezan y acaban en la zona horaria {timeZone}.',
  'nothing.title': 'Todavía no se ha oído nada',
  'nothing.text':
    'Esta hoja se llena en cuanto se guarda la primera señal. Hasta entonces, este es el camino por el que se escucha:',
  'nothing.connect': 'Conecta tu primera fuente',
  silentPeriod: 'No llegaron señales en este periodo.',
  badPeriod: 'No existe ese periodo o aún no ha acabado. Pide una semana así: 2026-11-09; un mes así: 2026-10.',
};

export const mapMessages: Readonly<Record<Locale, Readonly<Record<MapMessage, string>>>> = { en, es };

/** Says one message of the sheet; values are put in as they are and never read as message syntax. */
export type SayOnMap = (key: MapMessage, values?: Readonly<Record<string, string | number>>) => string;

/** @example sayOnMap('es')('answers', { n: 1 }) // => '1 respuesta' */
export const sayOnMap =
  (locale: Locale): SayOnMap =>
  (key, values = {}) =>
    String(
      new IntlMessageFormat(mapMessages[locale][key], locale, undefined, { ignoreTag: true }).format({ ...values }),
    );
