import { loadChannel } from './channels/registry.ts';
import type { Thin, ToolApi } from './channels/thin.ts';
import { MalformedBody } from './errors.ts';
import type { Source } from './journey/schema.ts';
import type { DeploymentSecret } from './secrets.ts';
import type { Signal } from './signal.ts';

/** How to read the object of a thin fact. */
export interface ObjectCall {
  readonly thin: Thin;
  readonly api: ToolApi;
  /** Without a slash at the end. */
  readonly address: string;
  readonly token: string;
}

export interface ObjectRequest extends ObjectCall {
  readonly source: Source;
}

/**
 * Why an object was not read: `busy` may be mended, by time or by us, and comes back; `gone` never. A reason names the
 * source and what happened, never a customer, a token or an address.
 */
export interface Unread {
  readonly kind: 'busy' | 'gone';
  readonly reason: string;
}

/** @returns the request, or what is missing for it */
export const planObject = async (
  thin: Thin,
  sources: ReadonlyMap<string, Source>,
  { tokens = {} }: Pick<DeploymentSecret, 'tokens'>,
): Promise<ObjectRequest | Unread> => {
  const source = sources.get(thin.source);
  const api = source && (await loadChannel(source))?.api;
  if (source === undefined || api === undefined) {
    return { kind: 'gone', reason: `${thin.source}: its channel reads nothing from its tool's API` };
  }
  const address = source.api ?? api.address;
  if (address === undefined) {
    return { kind: 'busy', reason: `${source.id}: journey.yaml does not say where its tool's API is (api: https://…)` };
  }
  const token = tokens[source.id];
  if (token === undefined || token === '') {
    return { kind: 'busy', reason: `${source.id}: no API token; listening-path secret ${source.id} set --api-token` };
  }
  return { thin, source, api, address, token };
};

/** What the object says; an object nobody can read is gone for us, and lies with the dead letters. */
export const readObject = ({ thin, source, api }: ObjectRequest, answer: unknown): readonly Signal[] | Unread => {
  try {
    return api.read(thin.thin, answer, source);
  } catch (error) {
    if (!(error instanceof MalformedBody)) throw error;
    // The reason is logged.
    return { kind: 'gone', reason: error.loggable };
  }
};
