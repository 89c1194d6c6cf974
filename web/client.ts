import { freshSeconds, oldSecondsMax } from '../core/map/age.ts';
import type { CustomerAnswer, MapAnswer, Problem, TouchpointAnswer, VerbatimsAnswer } from '../core/map/api.ts';
import type { Address } from './address.ts';

/** Longer than any answer takes, shorter than a reader waits. */
const timeoutMs = 25_000;

/** Why there is no answer. `message` says what to do, in English unless the API said it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly kind: 'offline' | 'signIn' | 'refused' | 'missing' | 'failed';

  constructor(kind: ApiProblem['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The API as the page asks it: each call takes the whole address and sends the part it is about. */
export interface Client {
  map(address: Address, signal: AbortSignal): Promise<MapAnswer>;
  /** Whether a sheet is one the API remembers from some time ago: if it is asked for again, it is read anew. */
  isOld(answer: MapAnswer): boolean;
  touchpoint(address: Address, signal: AbortSignal): Promise<TouchpointAnswer>;
  verbatims(address: Address, cursor: string | undefined, signal: AbortSignal): Promise<VerbatimsAnswer>;
  customer(address: Address, signal: AbortSignal): Promise<CustomerAnswer>;
}

const kindOf = (status: number): ApiProblem['kind'] => {
  if (status === 401 || status === 403) return 'refused';
  return status === 400 || status === 404 ? 'missing' : 'failed';
};

const refusalOf = async (response: Response): Promise<ApiProblem> => {
  const { detail }: Partial<Problem> = await response.json().catch(() => ({}));
  return new ApiProblem(kindOf(response.status), detail ?? `The API answered ${response.status}. Try again later.`);
};

/** Whatever went wrong. Of all that is waited for, only a failed fetch is a TypeError: there was no answer at all. */
export const problemOf = (cause: unknown): ApiProblem => {
  if (cause instanceof ApiProblem) return cause;
  // By its name, because the first view does without the file it is made in.
  if (cause instanceof Error && cause.name === 'SignInProblem')
    return new ApiProblem('signIn', cause.message, { cause });
  return cause instanceof TypeError
    ? new ApiProblem('offline', 'Nobody answered. Look after the connection and try again.', { cause })
    : new ApiProblem('failed', cause instanceof Error ? cause.message : String(cause), { cause });
};

const queryOf = (values: Readonly<Record<string, string | undefined>>): string => {
  const filled = Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]);
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
};

/**
 * @param token of whoever has signed in; nothing where nobody has to
 * @throws {ApiProblem} from every call, and whatever `signal` is aborted with
 */
export const clientOf = (
  token: () => Promise<string | undefined>,
  send: typeof fetch = (...request) => fetch(...request),
): Client => {
  const ask = async <T>(path: string, signal: AbortSignal, more = {}): Promise<{ value: T; ageSeconds: number }> => {
    try {
      const bearer = await token();
      const headers = {
        accept: 'application/json',
        ...more,
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      };
      const response = await send(`/api/${path}`, {
        headers,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (!response.ok) throw await refusalOf(response);
      return { value: await response.json(), ageSeconds: Number(response.headers.get('age') ?? 0) };
    } catch (cause) {
      throw signal.aborted ? cause : problemOf(cause);
    }
  };
  const get = async <T>(path: string, query: string, signal: AbortSignal): Promise<T> =>
    (await ask<T>(path + query, signal)).value;
  const olds = { answers: new WeakSet<MapAnswer>(), queries: new Set<string>() };
  const map = async (query: string, signal: AbortSignal): Promise<MapAnswer> => {
    const isRenewed = olds.queries.has(query);
    const headers = isRenewed ? {} : { 'cache-control': `max-stale=${oldSecondsMax}` };
    const { value, ageSeconds } = await ask<MapAnswer>(`map${query}`, signal, headers);
    olds.queries.delete(query);
    if (ageSeconds > freshSeconds) {
      olds.queries.add(query);
      olds.answers.add(value);
    }
    return value;
  };
  const part = (address: Address, name: 'touchpoint' | 'customer') => encodeURIComponent(address[name] ?? '');
  const viewOf = ({ period, compare, segment, medium, lang }: Address) => ({ period, compare, segment, medium, lang });
  return {
    map: (address, signal) => map(queryOf(viewOf(address)), signal),
    isOld: (answer) => olds.answers.has(answer),
    touchpoint: (address, signal) =>
      get(`touchpoints/${part(address, 'touchpoint')}`, queryOf(viewOf(address)), signal),
    verbatims: ({ period, segment, medium, lang, touchpoint, sentiment, theme }, cursor, signal) =>
      get('verbatims', queryOf({ period, segment, medium, lang, touchpoint, sentiment, theme, cursor }), signal),
    customer: (address, signal) =>
      get(`customers/${part(address, 'customer')}`, queryOf({ lang: address.lang }), signal),
  };
};
