import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../journey/schema.ts';

/** Texts of the sheet that the digest has no words for, in ICU message format. */
const en = {
  title: 'Customer listening path',
  skip: 'Skip to the sheet',
  tabs: 'Pages of this run',
  'tab.map': 'Map',
  'tab.signals': 'Signals',
  'tab.mails': 'Mails',
  'tab.sources': 'Sources',
  views: 'What is shown',
  filters: 'Filter and compare',
  weekly: 'Week',
  monthly: 'Month',
  quarterly: 'Quarter',
  earlier: 'Earlier',
  later: 'Later',
  'later.none': 'The next period is not over yet',
  compare: 'Compared with',
  segment: 'Customers',
  'segment.all': 'All customers',
  medium: 'Medium',
  'medium.all': 'All media',
  language: 'Language',
  print: 'Print',
  signOut: 'Sign out',
  loading: 'Loading …',
  shown: 'Shown: {what}',
  'part.of': 'Not what the mail says, but a part of it: only {parts}. The mail counts all customers and all media.',
  'part.compare': 'Compared with {before}; the mail compares with the period before.',
  'part.all': 'Show everything',
  outcomes: 'Customers',
  'outcomes.gained': '{n, plural, one {# gained} other {# gained}}',
  'outcomes.lost': '{n, plural, one {# lost} other {# lost}}',
  'outcomes.was': '{gained, number} and {lost, number} {before}; by purchases and cancellations.',
  fewSignals: 'Too few answers for an overall score: {n, plural, one {# signal} other {# signals}} in all.',
  'news.rest': 'Everywhere else nothing changed beyond noise.',
  stages: 'Stage',
  goal: '“{goal}”',
  felt: 'How it felt',
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
  'key.felt':
    'How it felt: positive minus negative comments, in points. The band is the 95 % range; a gap has too few comments.',
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
  'nothing.sources': 'What each of your sources still lacks:',
  'nothing.channels': 'How every tool is connected:',
  'nothing.desk': 'Where this run waits for its first signal:',
  'nothing.connect': 'Connect your first source',
  silentPeriod: 'No signals arrived in this period.',
  'problem.offline': 'No connection',
  'problem.offline.text': 'Nobody answered. As soon as there is a connection, this page goes on by itself.',
  'problem.offline.still': 'No connection. This is still {what}, as it was before.',
  'problem.refused': 'You may not see this',
  'problem.refused.text': 'Whoever runs Listening Path here can let you. What you may see is on the first page.',
  'problem.missing': 'There is no such view',
  'problem.missing.text': 'Its period may not be over yet, or the journey no longer has what the address names.',
  'problem.failed': 'This did not work',
  'problem.failed.text':
    'It is nothing you did. Try again; when it stays like this, tell whoever runs Listening Path here.',
  retry: 'Try again',
  first: 'To the last closed week',
} as const;

export type MapMessage = keyof typeof en;

const es: Readonly<Record<MapMessage, string>> = {
  title: 'Camino de escucha del cliente',
  skip: 'Saltar a la hoja',
  tabs: 'Páginas de esta instalación',
  'tab.map': 'Mapa',
  'tab.signals': 'Señales',
  'tab.mails': 'Correos',
  'tab.sources': 'Fuentes',
  views: 'Qué se muestra',
  filters: 'Filtrar y comparar',
  weekly: 'Semana',
  monthly: 'Mes',
  quarterly: 'Trimestre',
  earlier: 'Anterior',
  later: 'Siguiente',
  'later.none': 'El periodo siguiente aún no ha acabado',
  compare: 'Comparado con',
  segment: 'Clientes',
  'segment.all': 'Todos los clientes',
  medium: 'Medio',
  'medium.all': 'Todos los medios',
  language: 'Idioma',
  print: 'Imprimir',
  signOut: 'Salir',
  loading: 'Cargando …',
  shown: 'Se muestra: {what}',
  'part.of':
    'No es lo que dice el correo, sino una parte: solo {parts}. El correo cuenta a todos los clientes y todos los medios.',
  'part.compare': 'Comparado con {before}; el correo compara con el periodo anterior.',
  'part.all': 'Mostrar todo',
  outcomes: 'Clientes',
  'outcomes.gained': '{n, plural, one {# ganado} other {# ganados}}',
  'outcomes.lost': '{n, plural, one {# perdido} other {# perdidos}}',
  'outcomes.was': '{gained, number} y {lost, number} {before}; según compras y bajas.',
  fewSignals: 'Muy pocas respuestas para una nota de conjunto: {n, plural, one {# señal} other {# señales}} en total.',
  'news.rest': 'En lo demás nada cambió más allá del ruido.',
  stages: 'Etapa',
  goal: '«{goal}»',
  felt: 'Cómo se sintió',
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
  'key.felt':
    'Cómo se sintió: comentarios positivos menos negativos, en puntos. La banda es el intervalo del 95 %; donde se corta hay muy pocos comentarios.',
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
  'nothing.sources': 'Lo que le falta a cada una de tus fuentes:',
  'nothing.channels': 'Cómo se conecta cada herramienta:',
  'nothing.desk': 'Donde se espera aquí la primera señal:',
  'nothing.connect': 'Conecta tu primera fuente',
  silentPeriod: 'No llegaron señales en este periodo.',
  'problem.offline': 'Sin conexión',
  'problem.offline.text': 'Nadie ha respondido. En cuanto vuelva la conexión, esta página sigue sola.',
  'problem.offline.still': 'Sin conexión. Esto sigue siendo {what}, tal como estaba.',
  'problem.refused': 'Esto no lo puedes ver',
  'problem.refused.text':
    'Quien lleva aquí Listening Path puede darte acceso. Lo que puedes ver está en la primera página.',
  'problem.missing': 'No existe esa vista',
  'problem.missing.text':
    'Puede que su periodo aún no haya acabado o que el camino ya no tenga lo que nombra la dirección.',
  'problem.failed': 'Esto no ha funcionado',
  'problem.failed.text':
    'No es nada que hayas hecho. Prueba otra vez; si sigue igual, avisa a quien lleva aquí Listening Path.',
  retry: 'Probar otra vez',
  first: 'A la última semana acabada',
};

export const mapMessages: Readonly<Record<Locale, Readonly<Record<MapMessage, string>>>> = { en, es };

/** Says one message of the sheet; values are put in as they are and never read as message syntax. */
export type SayOnMap = (key: MapMessage, values?: Readonly<Record<string, string | number>>) => string;

/** A sheet says the same few messages for every one of its cells, and reading the syntax of one costs more than saying it. */
const read = new Map<string, IntlMessageFormat>();

const formatOf = (locale: Locale, key: MapMessage): IntlMessageFormat => {
  const name = `${locale} ${key}`;
  const format =
    read.get(name) ?? new IntlMessageFormat(mapMessages[locale][key], locale, undefined, { ignoreTag: true });
  read.set(name, format);
  return format;
};

/** @example sayOnMap('es')('answers', { n: 1 }) // => '1 respuesta' */
export const sayOnMap =
  (locale: Locale): SayOnMap =>
  (key, values = {}) =>
    String(formatOf(locale, key).format({ ...values }));
