import { describe, expect, it } from 'vitest';
import { Table } from '../../aws/table.ts';
import { ListeningPathError } from '../../core/errors.ts';
import { sdkOf } from '../../local/aws.ts';
import { type Engine, ok } from '../../local/engines/engine.ts';
import { Role } from '../../local/policy.ts';
import { enginesOf, sampleTemplate, templateOf } from './templates.ts';

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

/** Every permission of every function, by the names of its resources. Whoever adds one adds it here, with a reason. */
const least: Readonly<Record<string, readonly [actions: string, resources: string, partitions?: string][]>> = {
  'functions/receive.ts': [
    ['sqs:SendMessage', 'DeadLetters Queue'],
    ['secretsmanager:GetSecretValue', 'Secrets'],
  ],
  'functions/score.ts': [
    // Lambda's pollers act under the function's role.
    [
      'sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage',
      'Queue',
    ],
    // Signals are put, and whose an alias is.
    ['dynamodb:PutItem', 'Table', 'F#* K#*'],
    // Rollups, heartbeats, customers' months and conflicts are added to.
    ['dynamodb:UpdateItem', 'Table', 'R#* H#* C#* X'],
    // Whether somebody asked to be forgotten.
    ['dynamodb:BatchGetItem', 'Table', 'K#*'],
    ['secretsmanager:GetSecretValue', 'Secrets'],
    // A text that could not be read yet goes back to the queue, what can never be stored to the dead letters.
    ['sqs:SendMessage', 'DeadLetters Queue'],
    // Comprehend's detection knows no resources.
    ['comprehend:BatchDetectSentiment', '*'],
  ],
  'functions/digest.ts': [
    // Rollups are queried; quotes, wishes and the ledger are read.
    ['dynamodb:GetItem dynamodb:Query', 'Table'],
    // The ledger alone is put and updated.
    ['dynamodb:PutItem dynamodb:UpdateItem', 'Table', 'D#*'],
    // What a mail quotes, so that an erasure finds it.
    ['dynamodb:PutItem', 'Table', 'Q#*'],
    ['dynamodb:Query', 'Table/index/GSI2'],
    // Its key signs the unsubscribe links.
    ['secretsmanager:GetSecretValue', 'Secrets'],
    ['ses:SendEmail ses:SendRawEmail', 'identity/listening@faromovil.example'],
  ],
  'functions/erase.ts': [
    // All that leads to a person; a query's partition is told by its expression alone.
    ['dynamodb:Query', 'Table Table/index/GSI1'],
    // What somebody did after they were erased, when they ask again.
    ['dynamodb:Scan', 'Table'],
    // Their signals, aliases and counts, as they are now.
    ['dynamodb:BatchGetItem', 'Table', 'F#* K#* C#* X'],
    // Whether an alias is marked, and the mails that quote them.
    ['dynamodb:GetItem', 'Table', 'K#* D#*'],
    // Tombstones, marks, and the sweeps that follow.
    ['dynamodb:PutItem', 'Table', 'F#* K#* E'],
    // What they counted is taken back; marks; frozen mails without their words.
    ['dynamodb:UpdateItem', 'Table', 'R#* H#* C#* X K#* D#*'],
    // Rows that came to nothing, links, sweeps that were made, which mails quoted them, and one that cannot be made anew.
    ['dynamodb:DeleteItem', 'Table', 'C#* X L E Q#* D#*'],
    ['secretsmanager:GetSecretValue', 'Secrets'],
    // Their dead letters are deleted, and everybody else's handed back; whether somebody holds others.
    ['sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage', 'DeadLetters'],
  ],
  'functions/rebuild.ts': [
    // A scan is of the whole table.
    ['dynamodb:Scan', 'Table'],
    // Signals are put again, and whose an alias is.
    ['dynamodb:PutItem', 'Table', 'F#* K#*'],
    // What they counted is taken back and added anew.
    ['dynamodb:UpdateItem', 'Table', 'R#* H#* C#* X'],
    // Whether somebody asked to be forgotten.
    ['dynamodb:BatchGetItem', 'Table', 'K#*'],
    // Texts that an older scorer read; Comprehend's detection knows no resources.
    ['comprehend:BatchDetectSentiment', '*'],
  ],
  'functions/unsubscribe.ts': [
    // A wish is looked up, written down, and taken back.
    ['dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem', 'Table', 'U#*'],
    ['secretsmanager:GetSecretValue', 'Secrets'],
  ],
};

/** `arn:…:ScoreDeadLetters856B23CD` → `DeadLetters`: what this project calls it. */
const nameOf = (resource: string): string =>
  resource
    .replace(/^arn:aws:(dynamodb|sqs|secretsmanager|ses|lambda):loopback-1:000000000000:/, '')
    .replace(/^(table\/|secret:)/, '')
    .replace(/^(Score|Store)/, '')
    .replace(/[0-9A-F]{8}(?=$|\/)/, '');

const list = (value: string | readonly string[]): string => [value].flat().sort().join(' ');

describe('least privilege', () => {
  const template = sampleTemplate();
  const policies = template.ofType('AWS::IAM::Policy');

  it('names the permissions of every function', () => {
    const sources = template.ofType('AWS::Lambda::Function').map(({ metadata }) => metadata['listening-path:source']);
    expect(sources.sort()).toEqual(Object.keys(least).sort());
  });

  const roleArnOf = (source: string): string => {
    const [lambda] = template
      .ofType('AWS::Lambda::Function')
      .filter(({ metadata }) => metadata['listening-path:source'] === source);
    return String(lambda?.properties.Role);
  };

  it.each(Object.entries(least))('gives %s exactly what it uses', (source, statements) => {
    const role = roleArnOf(source).split('/').at(-1);
    const held = policies
      .filter(({ properties }) => properties.Roles.includes(role))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .map(({ Effect, Action, Resource, Condition }) => [
        Effect,
        list(Action),
        list([Resource].flat().map(nameOf)),
        Condition,
      ]);
    const wanted = statements.map(([actions, resources, partitions]) => [
      'Allow',
      actions,
      resources,
      partitions && about(...partitions.split(' ')),
    ]);
    expect(held).toEqual(wanted);
  });

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

  it('adds nothing by managed policies but writing logs', () => {
    const managed = template.ofType('AWS::IAM::Role').flatMap(({ properties }) => properties.ManagedPolicyArns ?? []);
    expect(new Set(managed)).toEqual(new Set(['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']));
    expect(template.ofType('AWS::IAM::Role').filter(({ properties }) => properties.Policies)).toEqual([]);
  });
});
