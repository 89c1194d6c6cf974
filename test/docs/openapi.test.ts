import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import * as api from '../../core/map/api.ts';
import { openApi } from '../../docs/openapi.ts';
import { sampleJourney, smallPage, stackOf } from '../lib/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';

vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
const document = JSON.parse(committed);

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
const operations = Object.entries<{ get: Operation }>(document.paths).map(([path, { get }]) => ({ path, ...get }));

const at = (pointer: string): unknown =>
  pointer
    .replace('#/', '')
    .split('/')
    .reduce((value, key) => value?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);

describe('docs/openapi.json', () => {
  it('is what the schemas of the API say: `npm run openapi` writes it', () => {
    // As data: how a file is laid out is the formatter's business.
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const references = [...committed.matchAll(/"\$ref": "([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(10);
    for (const pointer of references) expect(at(pointer), pointer).toBeTypeOf('object');
    for (const { security = document.security } of operations as { security?: object[] }[])
      for (const name of security.flatMap(Object.keys))
        expect(document.components.securitySchemes).toHaveProperty(name);
  });

  it('documents every route of the stack, and no other', () => {
    const template = Template.fromStack(stackOf(sampleJourney(), {}, smallPage()));
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'))
      .map(({ Properties }) => Properties.RouteKey)
      .filter((key: string) => key.includes(' /api/'));
    expect(operations.map(({ path }) => `GET ${path}`).sort()).toEqual(routes.sort());
  });

  it('documents every answer the page is given, and what every question may carry', () => {
    const answers = Object.keys(api).filter((name) => name.endsWith('Answer'));
    expect(answers.length).toBeGreaterThan(3);
    const given = operations.map(({ responses }) => JSON.stringify(responses[200]?.content));
    for (const name of answers) expect(given.join()).toContain(`#/components/schemas/${name}"`);
    const asked = operations.flatMap(({ parameters }) => parameters.filter(({ in: where }) => where === 'query'));
    const queries = Object.entries(api).flatMap(([name, schema]) =>
      name.endsWith('Query') && 'shape' in schema ? Object.keys(schema.shape) : [],
    );
    expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(queries));
  });

  it.each(operations)('declares what $path has in braces, and every problem in one shape', (operation) => {
    const inBraces = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter(({ in: where, required }) => where === 'path' && required);
    expect(declared.map(({ name }) => name)).toEqual(inBraces);
    const missing = operation.operationId === 'getMap' ? [] : ['404'];
    const problems = ['400', '403', ...missing, '503'];
    // What customers said and did is kept nowhere, so nobody can ask whether it is still the same.
    const known = ['getMap', 'getTouchpoint'].includes(operation.operationId) ? ['304'] : [];
    expect(Object.keys(operation.responses).sort()).toEqual(['200', ...known, '401', ...problems].sort());
    for (const status of problems)
      expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual(['application/problem+json']);
  });

  it('gives every operation a name of its own, for clients that are generated', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});
