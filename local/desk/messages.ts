import { sayMessage } from '../../core/digest/message-format.ts';
import type { Locale } from '../../core/journey/schema.ts';

/** Texts of the desk, in ICU message format. What stands between backticks is to be typed, and is shown as code. */
const en = {
  skip: 'Skip to the content',
  live: 'Live',
  down: 'The run does not answer. Start it again, and this page goes on.',
  missing: 'There is no such page.',
  sample: 'an invented sample, whose today is {day}',
  copy: 'Copy',
  'copy.done': 'Copied',
  'copy.refused': 'Select it yourself',
  'copy.command': 'Copy the command',
  'copy.address': 'Copy the address of {source}',

  'summary.nothing': 'Nothing was received yet.',
  'summary.connect': 'Connect your first source',
  'summary.waiting': 'Signals are being stored.',
  'summary.stored': 'Everything received is stored{dead, plural, =0 {} other {, but for the dead letters}}.',
  received: 'received',
  'received.hint': 'by webhook or import',
  stored: 'stored',
  'stored.hint': 'each signal once',
  repeated: 'repeated',
  'repeated.hint': 'duplicates, corrections',
  waiting: 'waiting',
  'waiting.hint': 'on the queue',
  dead: 'dead letters',
  'dead.hint': 'kept with their reason',
  'dead.title': 'Dead letters',
  unscored:
    '{n, plural, one {# stored text has no sentiment, and counts as none.} other {# stored texts have no sentiment, and count as none.}}',
  pending: '{n, number} of them will be read later.',

  'connect.title': 'Connect your first real source',
  'connect.send':
    'Send one signal from the project’s folder. It is signed as its tool would sign it, and stored within seconds.',
  'connect.again': 'Send it again, and it counts as repeated: one id is one answer.',
  'connect.webhook': 'In your tool, make a webhook. What each source still lacks for it, and where to go on:',
  'connect.channels': 'Every tool that can be connected has a section in `docs/channels.md`.',
  'connect.tunnel':
    'This address answers on this machine only. For a tool on the internet, deploy (`npx cdk deploy`) or open a tunnel to `{apiUrl}`, and give the tool the tunnel’s name with the same path. This page is not shown through a tunnel. Tools that sign their address, as Twilio does, need the deployed one.',
  'connect.own': 'Begin with a journey of your own, and without the sample: `npx listening-path init`',

  'mails.none':
    'No mail has left yet: each digest leaves at its hour. To see one now, from the project’s folder: `{command}`',
  'mails.preview': '(preview, not sent)',
  'mail.to': 'To {to}',
  'mail.views': 'How to look at the mail',
  'show.mail': 'Mail',
  'show.text': 'Text',
  'show.headers': 'Headers',
  'light.light': 'Light',
  'light.dark': 'Dark',
  'width.wide': 'Wide',
  'width.phone': 'Phone',
  'mail.frame': '{subject}, in {light, select, dark {dark} other {light}} colours',
  'mail.noText': 'This mail has no text part.',
  'mail.noHtml': 'This mail has no HTML part.',
  'mail.file': 'Links lead nowhere in here: to follow them, open the file with a mail program.',

  'heard.never': 'Waiting for its first signal',
  'heard.hours': 'Last signal {n, plural, =0 {less than an hour} one {# hour} other {# hours}} ago',
  'heard.days': 'Last signal {n, plural, one {# day} other {# days}} ago',
  'heard.counts': '{all, number} in all, {week, number} in 7 days, {day, number} in 24 hours',
  silent: 'Silent for {n, plural, one {# day} other {# days}}',
  'silent.since': 'since {at}',
  'address.command': 'Its address: `{command}`',
  'address.none': 'No address: a rule, deployed with the stack, brings its events',
} as const;

export type DeskMessage = keyof typeof en;

const es: Readonly<Record<DeskMessage, string>> = {
  skip: 'Saltar al contenido',
  live: 'En directo',
  down: 'Listening Path ya no responde en este equipo. Vuelve a arrancarlo y esta página seguirá sola.',
  missing: 'No existe esa página.',
  sample: 'una muestra inventada, en la que hoy es {day}',
  copy: 'Copiar',
  'copy.done': 'Copiado',
  'copy.refused': 'Selecciónalo a mano',
  'copy.command': 'Copiar el comando',
  'copy.address': 'Copiar la dirección de {source}',

  'summary.nothing': 'Todavía no se ha recibido nada.',
  'summary.connect': 'Conecta tu primera fuente',
  'summary.waiting': 'Se están guardando señales.',
  'summary.stored': 'Todo lo recibido está guardado{dead, plural, =0 {} other {, salvo los mensajes fallidos}}.',
  received: 'recibidas',
  'received.hint': 'por webhook o importación',
  stored: 'guardadas',
  'stored.hint': 'cada señal, una sola vez',
  repeated: 'repetidas',
  'repeated.hint': 'duplicados y correcciones',
  waiting: 'en espera',
  'waiting.hint': 'en la cola',
  dead: 'mensajes fallidos',
  'dead.hint': 'se conservan con su motivo',
  'dead.title': 'Mensajes fallidos',
  unscored:
    '{n, plural, one {# texto guardado no tiene sentimiento y queda fuera de ese cálculo.} other {# textos guardados no tienen sentimiento y quedan fuera de ese cálculo.}}',
  pending: '{n, plural, one {# de ellos se leerá más tarde.} other {# de ellos se leerán más tarde.}}',

  'connect.title': 'Conecta tu primera fuente real',
  'connect.send':
    'Envía una señal desde la carpeta del proyecto. Va firmada como la firmaría su herramienta y queda guardada en segundos.',
  'connect.again': 'Si la envías otra vez, cuenta como repetida: un id es una respuesta.',
  'connect.webhook': 'Crea un webhook en tu herramienta. Qué le falta todavía a cada fuente y por dónde seguir:',
  'connect.channels': 'Cada herramienta que se puede conectar tiene su apartado en `docs/channels.md`.',
  'connect.tunnel':
    'Esta dirección solo responde en este ordenador. Para una herramienta que está en internet, despliega (`npx cdk deploy`) o abre un túnel a `{apiUrl}` y dale a la herramienta el nombre del túnel con la misma ruta. Esta página no se muestra a través de un túnel. Las herramientas que firman su dirección, como Twilio, necesitan la desplegada.',
  'connect.own': 'Empieza con un camino propio y sin la muestra: `npx listening-path init`',

  'mails.none':
    'Todavía no ha salido ningún correo: cada resumen sale a su hora. Para ver uno ya, desde la carpeta del proyecto: `{command}`',
  'mails.preview': '(vista previa, sin enviar)',
  'mail.to': 'Para {to}',
  'mail.views': 'Cómo ver el correo',
  'show.mail': 'Correo',
  'show.text': 'Texto',
  'show.headers': 'Cabeceras',
  'light.light': 'Claro',
  'light.dark': 'Oscuro',
  'width.wide': 'Ancho',
  'width.phone': 'Móvil',
  'mail.frame': '{subject}, en colores {light, select, dark {oscuros} other {claros}}',
  'mail.noText': 'Este correo no tiene parte de texto.',
  'mail.noHtml': 'Este correo no tiene parte HTML.',
  'mail.file': 'Aquí los enlaces no llevan a ninguna parte: para seguirlos, abre el archivo con un programa de correo.',

  'heard.never': 'A la espera de su primera señal',
  'heard.hours': 'Última señal hace {n, plural, =0 {menos de una hora} one {# hora} other {# horas}}',
  'heard.days': 'Última señal hace {n, plural, one {# día} other {# días}}',
  'heard.counts': '{all, number} en total, {week, number} en 7 días, {day, number} en 24 horas',
  silent: 'Lleva {n, plural, one {# día} other {# días}} en silencio',
  'silent.since': 'desde el {at}',
  'address.command': 'Su dirección: `{command}`',
  'address.none': 'Sin dirección: sus eventos los trae una regla que se despliega con la instalación',
};

export const deskMessages: Readonly<Record<Locale, Readonly<Record<DeskMessage, string>>>> = { en, es };

/** Says one message of the desk; values are put in as they are and never read as message syntax. */
export type SayOnDesk = (key: DeskMessage, values?: Readonly<Record<string, string | number>>) => string;

/** @example sayOnDesk('es')('heard.days', { n: 3 }) // => 'Última señal hace 3 días' */
export const sayOnDesk =
  (locale: Locale): SayOnDesk =>
  (key, values) =>
    sayMessage(locale, deskMessages[locale][key], values);
