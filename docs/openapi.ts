import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import {
  CustomerAnswer,
  CustomerQuery,
  MapAnswer,
  MapQuery,
  Problem,
  TouchpointAnswer,
  TouchpointQuery,
  VerbatimsAnswer,
  VerbatimsQuery,
} from '../core/map/api.ts';
import { Cell, Period, Reading, Sheet } from '../core/map/schema.ts';

/** One question the page asks: where, with what, and which shape answers it. */
interface Route {
  readonly path: `/api/${string}`;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly pathParameters?: z.ZodObject;
  readonly query: z.ZodObject;
  readonly answer: z.ZodObject | z.ZodReadonly<z.ZodObject>;
  /** What customers said and did, which no cache keeps. */
  readonly isPersonal?: true;
  /** What a 404 says, where something is asked for by its id. */
  readonly missing?: string;
}

const idOf = (description: string) => z.object({ id: z.string().describe(description) });

const routes: readonly Route[] = [
  {
    path: '/api/map',
    name: 'getMap',
    summary: 'The customer listening path of one period',
    description:
      'Stages, touchpoints and a cell per medium, with overall scores, sources and themes, as far as the reader answers for them. The figures are those of the digest of the same period.',
    query: MapQuery,
    answer: MapAnswer,
  },
  {
    path: '/api/touchpoints/{id}',
    name: 'getTouchpoint',
    summary: 'All there is to know of one touchpoint in one period',
    description: 'Findings and promises in the words of the digest, thirteen periods, distributions, themes and waits.',
    pathParameters: idOf('Of the touchpoint, as in journey.yaml'),
    query: TouchpointQuery,
    answer: TouchpointAnswer,
    missing: 'The journey has no such touchpoint',
  },
  {
    path: '/api/verbatims',
    name: 'listVerbatims',
    summary: "Customers' own words at one touchpoint, in pages",
    description:
      'The newest day first. While an answer has a `cursor`, the same question with that `cursor` has the next page; a page may be empty although another follows.',
    query: VerbatimsQuery,
    isPersonal: true,
    answer: VerbatimsAnswer,
    missing: 'The journey has no such touchpoint',
  },
  {
    path: '/api/customers/{id}',
    name: 'getCustomer',
    summary: "One customer's story over all tools",
    description: 'Only for who may read names: the groups `names` and `admin`.',
    pathParameters: idOf('The `customer` of a verbatim'),
    query: CustomerQuery,
    isPersonal: true,
    answer: CustomerAnswer,
    missing: 'Nobody is known by that id, or they asked to be forgotten',
  },
];

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

const tag = z.string().meta({ example: '"V3TmbuHyaYtZ"' });
const seconds = z.string().meta({ example: '12' });
const freshnessOf = ({ path }: Route) => ({
  ETag: tag.describe('Of this answer: send it back as If-None-Match'),
  ...(path === '/api/map' && {
    Age: seconds.describe('Seconds since it was read: up to 30, or more for who asks with max-stale'),
  }),
});

const conditions = ({ path }: Route) =>
  z.object({
    'If-None-Match': tag.optional().describe('The ETag of an answer that is still at hand'),
    ...(path === '/api/map' && {
      'Cache-Control': z
        .string()
        .optional()
        .describe(
          'max-stale=SECONDS, up to 43200, takes at once a sheet that was read up to that long ago, where one is remembered',
        )
        .meta({ example: 'max-stale=3600' }),
    }),
  });

const operationOf = (route: Route): ZodOpenApiOperationObject => ({
  operationId: route.name,
  summary: route.summary,
  description: route.description,
  requestParams: {
    ...(route.pathParameters && { path: route.pathParameters }),
    query: route.query,
    ...(!route.isPersonal && { header: conditions(route) }),
  },
  responses: {
    200: {
      description: 'As asked',
      ...(!route.isPersonal && { headers: z.object(freshnessOf(route)) }),
      content: { 'application/json': { schema: route.answer } },
    },
    ...(!route.isPersonal && {
      304: { description: 'Still as in the answer at hand', headers: z.object(freshnessOf(route)) },
    }),
    400: problem('A parameter is none of these, cannot be read, or asks for a period that is not over yet'),
    401: { description: 'There is no token, or it has expired: sign in again' },
    403: problem('Outside of what this reader may see; it is written to the log'),
    ...(route.missing !== undefined && { 404: problem(route.missing) }),
    503: problem('It cannot be read at this moment: ask again in a minute'),
  },
});

/**
 * The API of the page for other programs, as OpenAPI 3.1, from the very schemas which function and page share.
 *
 * @example writeFileSync('docs/openapi.json', `${JSON.stringify(openApi(), null, 2)}\n`)
 */
export const openApi = () =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Listening Path',
      version: '1',
      description:
        'What the page of one organisation asks. It only reads. In AWS every request carries a token of the user pool, whose groups say what the reader may see; a local run answers the same addresses without one.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'http://127.0.0.1:4480', description: 'The local run' },
      {
        url: 'https://{distribution}',
        description: 'In AWS: the PageUrl among the outputs of the stack',
        variables: { distribution: { default: 'd111111abcdef8.cloudfront.net' } },
      },
    ],
    security: [{ signIn: [] }],
    paths: Object.fromEntries(routes.map((route) => [route.path, { get: operationOf(route) }])),
    components: {
      schemas: {
        MapAnswer,
        Sheet,
        Cell,
        Reading,
        Period,
        TouchpointAnswer,
        VerbatimsAnswer,
        CustomerAnswer,
        Problem,
      },
      securitySchemes: {
        signIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Groups: `admin` sees everything, `analyst` the whole journey, `manager:AUDIENCE` what that digest of journey.yaml covers; `segment:DIMENSION:VALUE` narrows to one segment, `names` adds customers’ stories.',
        },
      },
    },
  });
