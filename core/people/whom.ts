import { customerOf } from '../channels/questions.ts';
import { UsageError } from '../errors.ts';
import { e164Of } from '../phone.ts';
import { aliasesOf } from '../score.ts';

/** A person as somebody at a keyboard names them: by one thing, or by several that are the same person's. */
export interface Whom {
  readonly email?: string;
  readonly phone?: string;
  /** Our own id of 32 hex digits, the first eight or more of it, or `SOURCE:ID` for what one tool calls them. */
  readonly customer?: string;
}

/** The same in the table's terms, where nobody can read an address. */
export interface Sought {
  readonly aliases: readonly string[];
  /** A customer's id, or how it begins. */
  readonly customer?: string;
}

const idLength = 32;
const ownId = /^[0-9a-f]{8,32}$/;

export const isWholeId = (customer: string): boolean => customer.length === idLength;

const hint = 'give an e-mail address, a phone number such as +34600000001, SOURCE:ID, or the id of a customer';

const byTool = (text: string, sources: ReadonlySet<string>): readonly [source: string, id: string] | undefined => {
  const [source = '', ...rest] = text.split(':');
  return sources.has(source) && rest.length > 0 ? [source, rest.join(':')] : undefined;
};

/**
 * Who is meant by one word of a command line.
 *
 * @throws {UsageError} when it is nothing a person is known by
 * @example whomOf('ana@example.org', sources) // => { email: 'ana@example.org' }
 */
export const whomOf = (word: string, sources: ReadonlySet<string>): Whom => {
  if (byTool(word, sources)) return { customer: word };
  if (word.includes('@')) return { email: word };
  if (word.startsWith('+')) return { phone: word };
  if (ownId.test(word)) return { customer: word };
  throw new UsageError(`"${word}" is nobody: ${hint}`);
};

const emailAliases = (text: string, customerKey: string): readonly string[] => {
  const { email } = customerOf({ email: text });
  if (email === undefined) throw new UsageError(`--email: "${text}" is no e-mail address`);
  return aliasesOf({ email }, '', customerKey);
};

const phoneAliases = (text: string, customerKey: string): readonly string[] => {
  const phone = e164Of(text.trim());
  if (phone === undefined) {
    throw new UsageError(`--phone: "${text}" is no phone number with its country code, such as +34600000001`);
  }
  return aliasesOf({ phone }, '', customerKey);
};

/**
 * Turns what a person is called into what the table holds of them: the same keyed hashes score makes of a signal's aliases.
 *
 * @param sources of the journey, whose tools know customers by ids of their own
 * @throws {UsageError} when nobody could be called that
 */
export const soughtBy = (
  { email, phone, customer }: Whom,
  customerKey: string,
  sources: ReadonlySet<string>,
): Sought => {
  const tool = customer === undefined ? undefined : byTool(customer, sources);
  if (customer !== undefined && tool === undefined && !ownId.test(customer)) {
    throw new UsageError(
      `--customer: "${customer}" is neither SOURCE:ID of a source of the journey nor a customer's id`,
    );
  }
  const aliases = [
    ...(tool ? aliasesOf(customerOf({ id: tool[1] }), tool[0], customerKey) : []),
    ...(email === undefined ? [] : emailAliases(email, customerKey)),
    ...(phone === undefined ? [] : phoneAliases(phone, customerKey)),
  ];
  if (aliases.length === 0 && customer === undefined) throw new UsageError(`nobody is named: ${hint}`);
  return { aliases, ...(customer !== undefined && tool === undefined && { customer }) };
};
