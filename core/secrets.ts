import * as z from 'zod/mini';
import type { Guide } from './channels/guide.ts';

/**
 * The one secret of a deployment. Per source the current secret first, then the one being rotated out.
 *
 * Loose, so that a field of a later version outlives a rotation by this one.
 */
export const DeploymentSecret = z.looseObject({
  /** Hides customer ids in the table; a new one would make every customer a stranger. */
  customerKey: z.string().check(z.minLength(16)),
  sources: z.record(z.string(), z.array(z.string())),
  /** Per source the token for its tool's API, where events only name an object. */
  tokens: z.optional(z.record(z.string(), z.string())),
  /** Per source until when (milliseconds since 1970) receive logs the shape of its deliveries. No secret, but read as often. */
  recordUntilMs: z.optional(z.record(z.string(), z.number())),
});
export type DeploymentSecret = z.infer<typeof DeploymentSecret>;

/** What becomes of one source's secret, or of its token for the tool's API. */
export type SecretChange =
  | { readonly kind: 'set' | 'rotate' | 'token'; readonly source: string; readonly value: string }
  | { readonly kind: 'finish'; readonly source: string };

/** A secret any channel can use: `whsec_` and base64 is Standard Webhooks' format, plain text to the others. */
export const secretOf = (bytes: Buffer): string => `whsec_${bytes.toString('base64')}`;

/** 192 bits: more than anybody guesses, and no padding at the end. */
export const secretBytes = 24;

/** One while nothing changes, two while a tool changes over. A third would only be one more to leak. */
const activeMax = 2;

/** The secrets a source is verified by, the current one first. */
export const activeSecrets = ({ sources }: Pick<DeploymentSecret, 'sources'>, source: string): readonly string[] =>
  (sources[source] ?? []).filter((secret) => secret !== '');

/**
 * The secret after a change. Whatever else it holds stays as it was.
 *
 * `set` forgets the secrets before, `rotate` keeps the last one for what was signed with it, `finish` lets that go.
 */
export const changeSecret = (held: DeploymentSecret, change: SecretChange): DeploymentSecret => {
  const { source } = change;
  const before = activeSecrets(held, source);
  const keep = (after: readonly string[]) => ({ ...held, sources: { ...held.sources, [source]: [...after] } });
  if (change.kind === 'token') return { ...held, tokens: { ...held.tokens, [source]: change.value } };
  if (change.kind === 'set') return keep([change.value]);
  if (change.kind === 'rotate') return keep([...new Set([change.value, ...before])].slice(0, activeMax));
  return keep(before.slice(0, 1));
};

/** The secret with the wish to record a source's deliveries until then, or without it. */
export const wishRecordUntil = (
  held: DeploymentSecret,
  source: string,
  untilMs: number | undefined,
): DeploymentSecret => {
  const { [source]: _, ...others } = held.recordUntilMs ?? {};
  return { ...held, recordUntilMs: untilMs === undefined ? others : { ...others, [source]: untilMs } };
};

/** 128 bits take this many characters of base64. */
const chosenLengthMin = 22;

/**
 * Why a value is no secret for this tool.
 *
 * A secret the tool made is what it is. One we choose must withstand guessing at leisure: whoever sees a signature, or
 * an address made from the secret, can try as many as they like.
 *
 * @returns what is wrong, after the secret's name; undefined when nothing is
 */
export const weaknessOf = (
  value: string,
  { secret, pathToken }: Pick<Guide, 'secret' | 'pathToken'>,
): string | undefined => {
  if (value === '') return 'is empty';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value))
    return 'has more than one line, or characters nobody can see; paste it alone';
  // An account that signs nothing has no secret to copy: its owner makes one up.
  const isChosen = secret?.from === 'us' || pathToken !== undefined;
  if (!isChosen || value.length >= chosenLengthMin) return undefined;
  return `has ${value.length} characters and could be guessed; use ${chosenLengthMin} random ones or more, or let one be made`;
};
