import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Table } from '../../aws/table.ts';
import { ListeningPathError } from '../../core/errors.ts';
import { sdkOf } from '../../local/aws.ts';
import { type Engine, ok } from '../../local/engines/engine.ts';
import { Role } from '../../local/policy.ts';
import { enginesOf, root, sampleTemplate, templateOf } from './templates.ts';

const roleWith = (...Statement: object[]): Role =>
  new Role(
    templateOf({
      Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: ['Mine'], PolicyDocument: { Statement } } },
      Others: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: ['Theirs'],
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        },
      },
    }),
    'arn:aws:iam::000000000000:role/Mine',
  );

const table = 'arn:aws:dynamodb:loopback-1:000000000000:table/Store';
const read = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table };
const may = (role: Role, action: string, resource = table) => role.allows({ action, resource });
const about = (...partitions: string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } });
const mayRead = (role: Role, ...leadingKeys: string[]) =>
  role.allows({ action: 'dynamodb:GetItem', resource: table, leadingKeys });

describe('a role', () => {
  it('may do what a statement of its own allows, and nothing else', () => {
    const role = roleWith(read);
    expect(may(role, 'dynamodb:GetItem')).toBe(true);
    expect(may(role, 'dynamodb:PutItem')).toBe(false);
    expect(may(role, 'dynamodb:GetItem', `${table}2`)).toBe(false);
    expect(may(roleWith(), 'dynamodb:GetItem')).toBe(false);
  });

  it('may do each of several actions on each of several resources', () => {
    const role = roleWith({ Effect: 'Allow', Action: ['a:One', 'a:Two'], Resource: ['x', 'y'] });
    expect(['a:One', 'a:Two'].flatMap((action) => ['x', 'y'].map((resource) => may(role, action, resource)))).toEqual(
      Array(4).fill(true),
    );
  });

  it('may not do what is denied, whatever allows it and in whichever order', () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' };
    expect(may(roleWith(read, deny), 'dynamodb:GetItem')).toBe(false);
    expect(may(roleWith(deny, read), 'dynamodb:GetItem')).toBe(false);
  });

  it.each([
    ['dynamodb:Get*', table, true],
    ['dynamodb:Get?tem', table, true],
    ['*', table, true],
    ['dynamodb:*', `${table.slice(0, -3)}*`, true],
    ['dynamodb:Get?', table, false],
    ['dynamodb:GetItem', `${table}/*`, false],
    ['dynamodb.GetItem', table, false],
    ['dynamodb:GetItem|x', table, false],
  ])('reads * and ? as IAM does and all else to the letter: %s on %s', (Action, Resource, allowed) => {
    expect(may(roleWith({ Effect: 'Allow', Action, Resource }), 'dynamodb:GetItem')).toBe(allowed);
  });

  it('takes the case of actions lightly and that of resources seriously', () => {
    expect(may(roleWith({ ...read, Action: 'DynamoDB:getitem' }), 'dynamodb:GetItem')).toBe(true);
    expect(may(roleWith({ ...read, Resource: table.toLowerCase() }), 'dynamodb:GetItem')).toBe(false);
  });

  it('may do what a statement about some items allows, to all of these and to no others', () => {
    const role = roleWith({ ...read, Condition: about('U#*', 'D#care') });
    expect([mayRead(role, 'U#care'), mayRead(role, 'D#care'), mayRead(role, 'U#a', 'U#b')]).toEqual([true, true, true]);
    expect([mayRead(role, 'D#care-team'), mayRead(role, 'u#care'), mayRead(role, 'FU#care')]).toEqual(
      Array(3).fill(false),
    );
    expect(mayRead(role, 'U#care', 'F#app#1')).toBe(false);
    const deny = { ...read, Effect: 'Deny', Condition: about('F#*') };
    expect([mayRead(roleWith(read, deny), 'F#app#1'), mayRead(roleWith(read, deny), 'U#care')]).toEqual([false, true]);
  });

  it('cannot be judged by a statement about some items when a call does not name its own', () => {
    const role = roleWith({ ...read, Condition: about('U#*') });
    expect(() => may(role, 'dynamodb:GetItem')).toThrow('does not know the leading keys of dynamodb:GetItem');
    expect(may(role, 'dynamodb:PutItem')).toBe(false);
  });

  it.each([
    { StringLike: { 'dynamodb:LeadingKeys': ['U#*'] } },
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['U#*'] } },
    { 'ForAllValues:StringLike': { 'dynamodb:Attributes': ['PK'] } },
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['U#*'], 'dynamodb:Attributes': ['PK'] } },
    { ...about('U#*'), Bool: { 'aws:SecureTransport': 'true' } },
  ])('cannot be judged by any other condition: %j', (Condition) => {
    expect(() => roleWith({ ...read, Condition })).toThrow(
      `does not know the statement element Condition ${JSON.stringify(Condition)}`,
    );
  });

  it.each(['Condition', 'NotAction', 'NotResource', 'Principal'])(
    'cannot be judged by a statement with %s',
    (element) => {
      const judge = () => roleWith({ ...read, [element]: {} });
      expect(judge).toThrow(ListeningPathError);
      expect(judge).toThrow(`the local run does not know the statement element ${element}`);
    },
  );
});

describe('least privilege', () => {
  const template = sampleTemplate();

  it('is shown for every function by a run that uses what it may do', () => {
    const claims = ['e2e', 'bin']
      .flatMap((folder) => globSync(`test/${folder}/*.test.ts`, { cwd: root }))
      .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/unusedRights\('([\w/.]+)'/g)])
      .map(([, source]) => source);
    const sources = template
      .ofType('AWS::Lambda::Function')
      // The one without is the CDK's, and runs while the stack is deployed: test/lib/page.test.ts.
      .flatMap(({ metadata }) => metadata['listening-path:source'] ?? []);
    expect([...new Set(claims)].sort()).toEqual(sources.sort());
  });

  const functionOf = (source: string) =>
    template.ofType('AWS::Lambda::Function').find(({ metadata }) => metadata['listening-path:source'] === source);
  const roleArnOf = (source: string) => String(functionOf(source)?.properties.Role);

  it('lets the public page change who gets mails, and touch no signal, count or ledger', async () => {
    const reached: string[] = [];
    const dynamodb: Engine = async ({ operation, input }) => {
      reached.push(`${operation} ${(input.Item ?? input.Key).PK.S}`);
      return ok({});
    };
    const role = new Role(template, roleArnOf('functions/unsubscribe.ts'));
    const [store] = template.ofType('AWS::DynamoDB::GlobalTable');
    const page = new Table(store?.id ?? '', sdkOf(role, enginesOf({ dynamodb })));
    const callsOn = (PK: string) => {
      const key = { PK, SK: 'a' };
      return [() => page.get(key), () => page.putIfAbsent(key), () => page.remove(key)];
    };
    for (const call of callsOn('U#care')) await call();
    expect(reached).toEqual(['GetItem U#care', 'PutItem U#care', 'DeleteItem U#care']);
    for (const PK of ['F#app-feedback#1', 'R#2026-03#0', 'H#app-feedback', 'D#care']) {
      for (const call of callsOn(PK)) await expect(call()).rejects.toThrow(` of ${PK}`);
    }
    expect(reached).toHaveLength(3);
  });

  it('lets the digest write its ledger and no wish or signal', () => {
    const role = new Role(template, roleArnOf('functions/digest.ts'));
    const [store] = template.ofType('AWS::DynamoDB::GlobalTable');
    const resource = `arn:aws:dynamodb:loopback-1:000000000000:table/${store?.id}`;
    const mayWrite = (PK: string) =>
      ['PutItem', 'UpdateItem'].map((name) => role.allows({ action: `dynamodb:${name}`, resource, leadingKeys: [PK] }));
    expect([mayWrite('D#care'), mayWrite('U#care'), mayWrite('F#app-feedback#1')].flat()).toEqual([
      ...[true, true],
      ...[false, false],
      ...[false, false],
    ]);
  });

  it('is all that a role has: no managed policy adds to it', () => {
    const managed = template.ofType('AWS::IAM::Role').flatMap(({ properties }) => properties.ManagedPolicyArns ?? []);
    expect(managed).toEqual([]);
    expect(template.ofType('AWS::IAM::Role').filter(({ properties }) => properties.Policies)).toEqual([]);
  });
});
