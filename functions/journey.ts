import { hash } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ZodType } from 'zod';
import type { Sdk } from '../aws/clients.ts';
import { Table } from '../aws/table.ts';
import { compileMap } from '../core/journey/map.ts';
import { type Viewer, viewerOf } from '../core/map/access.ts';
import { freshSeconds, oldSecondsMax } from '../core/map/age.ts';
import { CustomerQuery, MapQuery, type Problem, TouchpointQuery, VerbatimsQuery } from '../core/map/api.ts';
import { Refused } from '../core/map/refused.ts';
import { answerVerbatims } from './answer-verbatims.ts';
import { answerCustomer, answerMap, answerTouchpoint } from './answers.ts';
import { type Recalled, Remembered } from './remembered.ts';
import { type Environment, lazily, loadDefinitions, loadJourney, need, sayable, shell } from './shell.ts';
import type { Sight, View } from './view.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Result = APIGatewayProxyStructuredResultV2;

/** Everybody asks for their own part, so nothing on the way may keep an answer; a browser keeps its own and asks again. */
const headers = {
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What is remembered has no word of a customer. */
const viewsMax = 4;

const problemOf = (problem: Problem): Result => ({
  statusCode: problem.status,
  headers: { ...headers, 'content-type': 'application/problem+json' },
  body: JSON.stringify(problem),
});

/** What customers said and did stays in no cache, not even in the reader's own. */
const isPersonal = (path: string): boolean => /^\/api\/(verbatims|customers)\b/.test(path);

/** What was found; of a sheet, how long ago it was read. */
type Found = Pick<Recalled<object>, 'value'> & Partial<Recalled<object>>;

const answerOf = ({ value, ageMs }: Found, { headers: asked, rawPath }: Event): Result => {
  const body = JSON.stringify(value);
  const type = { 'content-type': 'application/json; charset=utf-8' };
  if (isPersonal(rawPath))
    return { statusCode: 200, headers: { ...headers, ...type, 'cache-control': 'no-store' }, body };
  const age = ageMs === undefined ? {} : { age: String(Math.floor(ageMs / 1_000)) };
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  const isKnown = (asked['if-none-match'] ?? '').split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
  if (isKnown) return { statusCode: 304, headers: { ...headers, ...age, etag } };
  return { statusCode: 200, headers: { ...headers, ...type, ...age, etag }, body };
};

/** @throws {Refused} naming the first word that cannot be meant */
const queryIn = <T>(schema: ZodType<T>, { rawQueryString }: Event): T => {
  const read = schema.safeParse(Object.fromEntries(new URLSearchParams(rawQueryString)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const names = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
  throw new Refused('bad-request', `${names}: ${issue?.message ?? 'cannot be read'}`);
};

/**
 * How old a sheet may be for who asks: the page would rather have one at once and then ask again.
 * https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1.2
 */
const oldestMsOf = ({ headers: asked }: Event): number => {
  const [, seconds = '0'] = /\bmax-stale=(\d+)\b/.exec(asked['cache-control'] ?? '') ?? [];
  return Math.min(Math.max(Number(seconds), freshSeconds), oldSecondsMax) * 1_000;
};

const find = async (event: Event, sight: Sight, viewer: Viewer): Promise<Found> => {
  const [, kind = ''] = /^\/api\/([a-z]+)/.exec(event.rawPath) ?? [];
  const id = event.pathParameters?.id ?? '';
  switch (kind) {
    case 'map':
      return answerMap(sight, viewer, queryIn(MapQuery, event), oldestMsOf(event));
    case 'touchpoints':
      return { value: await answerTouchpoint(sight, viewer, id, queryIn(TouchpointQuery, event)) };
    case 'verbatims':
      return { value: await answerVerbatims(sight, viewer, queryIn(VerbatimsQuery, event)) };
    case 'customers':
      return { value: await answerCustomer(sight, viewer, id, queryIn(CustomerQuery, event)) };
    default:
      throw new Refused('not-found', 'There is no such address');
  }
};

/** Who read whose story. */
const auditStory = (logger: Logger, event: Event, { subject, role }: Viewer): void => {
  const customer = /^\/api\/customers\/([0-9a-f]{12})/.exec(event.rawPath)?.[1];
  if (customer !== undefined) logger.info('story read', { subject, role, customer });
};

/** Who asked for what they may not see, without what they would have found there. */
const audit = (logger: Logger, event: Event, viewer: Viewer | undefined, { message, title }: Refused): void => {
  if (title !== 'forbidden') return;
  const subject = String(event.requestContext.authorizer.jwt.claims.sub ?? '');
  logger.warn('refused', { subject, role: viewer?.role ?? 'none', reason: message });
};

/**
 * The journey for the page: sheets, touchpoints, customers' words and their stories. It only reads.
 *
 * API Gateway has checked the token; here it is decided what its owner may see.
 */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<Event, Result>('journey', (logger) => {
    const journey = loadJourney(env);
    const map = compileMap(journey);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const definitions = loadDefinitions(env);
    const views = new Remembered<View>(viewsMax);
    return async (event) => {
      const { authorizer, timeEpoch } = event.requestContext;
      const viewer = viewerOf(authorizer.jwt.claims, journey, map);
      const sight = { table, journey, map, definitions, nowMs: timeEpoch, views };
      try {
        if (viewer === undefined) {
          throw new Refused('forbidden', 'Nobody gave you a role yet: ask who runs this to put you into a group');
        }
        const found = await find(event, sight, viewer);
        auditStory(logger, event, viewer);
        return answerOf(found, event);
      } catch (error) {
        if (error instanceof Refused) {
          audit(logger, event, viewer, error);
          return problemOf(error.problem);
        }
        logger.error('not read', { reason: sayable(error) });
        return problemOf(new Refused('busy', 'It cannot be read at this moment; try again in a minute').problem);
      }
    };
  });

export const handler = lazily(make);
