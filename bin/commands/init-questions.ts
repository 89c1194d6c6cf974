import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { checkCurrency, checkTimeZones } from '../../core/journey/check-values.ts';
import { Journey, type Locale } from '../../core/journey/schema.ts';
import type { Answers, StageAnswer } from './init-journey.ts';

/** What the command line said already. */
export interface Given {
  readonly organisation?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly email?: string;
  readonly stage?: readonly string[];
}

/** Puts a question to somebody, who may answer with nothing. */
export type Ask = (question: string) => Promise<string>;

const usualStages: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'Discover: Website, Store',
    'Buy: Order, Payment',
    'Receive: Delivery, First use',
    'Use: Product or service, Invoice',
    'Get help: Customer service, Complaints',
    'Stay: Renewal, Cancellation',
  ],
  es: [
    'Descubrir: Sitio web, Tienda',
    'Comprar: Pedido, Pago',
    'Recibir: Entrega, Primer uso',
    'Usar: Producto o servicio, Factura',
    'Pedir ayuda: Atención al cliente, Reclamaciones',
    'Seguir: Renovación, Baja',
  ],
};

const fields = Journey.shape.organisation.shape;
const host = Intl.DateTimeFormat().resolvedOptions();

/** What is asked about the organisation itself, in this order; without a `usual` answer it has to be given. */
const questions = [
  { key: 'organisation', field: fields.name, text: 'Name of your organisation', usual: undefined },
  {
    key: 'email',
    field: fields.sender,
    text: 'E-mail of who reads the weekly digest',
    usual: undefined,
  },
  {
    key: 'language',
    field: fields.locale,
    text: 'Language of the digest, en or es',
    usual: host.locale.startsWith('es') ? 'es' : 'en',
  },
  { key: 'timeZone', field: fields.timeZone, text: 'Time zone', usual: host.timeZone },
  { key: 'currency', field: fields.currency, text: 'Currency', usual: 'EUR' },
] as const;
type Question = (typeof questions)[number];

const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
/** One line, whatever was pasted. */
const tidy = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** What is wrong with an answer, in the words `check` has for it. */
const complaintAbout = ({ key, field }: Question, answer: string): string | undefined => {
  const parsed = field.safeParse(answer);
  if (!parsed.success) return key === 'language' ? 'must be en or es' : parsed.error.issues[0]?.message;
  const root = { organisation: { [key]: answer } };
  return [...checkTimeZones(root), ...checkCurrency(root)][0]?.text;
};

/** @example parseStage('Buy: Checkout, Payment') // => { name: 'Buy', places: ['Checkout', 'Payment'] } */
const parseStage = (text: string): StageAnswer => {
  const [, name = '', places = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return { name: tidy(name), places: places.split(',').map(tidy).filter(Boolean) };
};

const complaintAboutStage = ({ name, places }: StageAnswer): string | undefined => {
  if (name === '' || places.length === 0) return 'must be a stage and its touchpoints: "Buy: Checkout, Payment"';
  return [name, ...places].some((one) => !fields.name.safeParse(one).success)
    ? 'names must have at most 200 characters'
    : undefined;
};

const given = (question: Question, answer: string): string => {
  const text = tidy(answer);
  const complaint = complaintAbout(question, text);
  if (complaint) throw new UsageError(`${flagOf(question.key)}: ${complaint}`);
  return text;
};

const missing = ({ key, text }: Question): never => {
  throw new UsageError(`${flagOf(key)}: needed where nobody can be asked (${text})`);
};

const askFor = async (question: Question, ask: Ask, tell: (text: string) => void): Promise<string> => {
  const { text, usual } = question;
  for (;;) {
    const answer = tidy(await ask(usual === undefined ? `${text}: ` : `${text} [${usual}]: `)) || (usual ?? '');
    const complaint = complaintAbout(question, answer);
    if (complaint === undefined) return answer;
    tell(`  ${complaint}`);
  }
};

const askStages = async (locale: Locale, ask: Ask, tell: (text: string) => void): Promise<StageAnswer[]> => {
  tell('\nWhere do customers meet you? Names with commas between them; Enter for what is proposed, - for none.');
  const stages: StageAnswer[] = [];
  for (const usual of usualStages[locale].map(parseStage)) {
    const answer = tidy(await ask(`${usual.name} [${usual.places.join(', ')}]: `));
    if (answer === '-') continue;
    stages.push(answer === '' ? usual : { ...usual, places: answer.split(',').map(tidy).filter(Boolean) });
  }
  return stages;
};

/**
 * Everything a first journey needs: what flags said, what somebody answered, and what is usual for the rest.
 *
 * @param ask absent where nobody can be asked; what is usual is then taken
 * @param tell says what was wrong with an answer before it is asked for again
 * @throws {UsageError} naming the flag that is wrong or missing
 */
export const answersOf = async (
  flags: Given,
  ask: Ask | undefined,
  tell: (text: string) => void = () => {},
): Promise<Answers> => {
  const said: Partial<Record<Question['key'], string>> = {};
  for (const question of questions) {
    const flag = flags[question.key];
    if (flag !== undefined) said[question.key] = given(question, flag);
  }
  for (const question of questions) {
    said[question.key] ??= ask ? await askFor(question, ask, tell) : (question.usual ?? missing(question));
  }
  const locale = said.language as Locale;
  const stages =
    flags.stage?.map(parseStage) ?? (ask ? await askStages(locale, ask, tell) : usualStages[locale].map(parseStage));
  for (const stage of stages) {
    const complaint = complaintAboutStage(stage);
    if (complaint) throw new UsageError(`--stage: ${complaint}`);
  }
  if (stages.length === 0) throw new ListeningPathError('init: a journey needs at least one touchpoint');
  const { organisation = '', timeZone = '', currency = '', email = '' } = said;
  return { name: organisation, locale, timeZone, currency, email, stages };
};
