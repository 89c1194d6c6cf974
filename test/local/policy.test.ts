import { describe, expect, it } from 'vitest';
import { ListeningPathError } from '../../core/errors.ts';
import { Role } from '../../local/policy.ts';
import { sampleTemplate, templateOf } from './templates.ts';

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
const least: Readonly<Record<string, readonly [actions: string, resources: string][]>> = {
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
    ['dynamodb:PutItem dynamodb:UpdateItem', 'Table'],
    ['secretsmanager:GetSecretValue', 'Secrets'],
    // A text that could not be read yet goes back to the queue, what can never be stored to the dead letters.
    ['sqs:SendMessage', 'DeadLetters Queue'],
    // Comprehend's detection knows no resources.
    ['comprehend:BatchDetectSentiment', '*'],
  ],
  'functions/digest.ts': [
    // The ledger is read, put and updated; rollups and quotes are queried.
    ['dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem', 'Table'],
    ['dynamodb:Query', 'Table/index/GSI2'],
    // Its key signs the unsubscribe links.
    ['secretsmanager:GetSecretValue', 'Secrets'],
    ['ses:SendEmail ses:SendRawEmail', 'identity/listening@faromovil.example'],
  ],
  'functions/unsubscribe.ts': [
    // A wish is looked up, written down, and taken back.
    ['dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem', 'Table'],
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

  it.each(Object.entries(least))('gives %s exactly what it uses', (source, statements) => {
    const [lambda] = template
      .ofType('AWS::Lambda::Function')
      .filter(({ metadata }) => metadata['listening-path:source'] === source);
    const role = String(lambda?.properties.Role).split('/').at(-1);
    const held = policies
      .filter(({ properties }) => properties.Roles.includes(role))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .map(({ Effect, Action, Resource }) => [Effect, list(Action), list([Resource].flat().map(nameOf))]);
    expect(held).toEqual(statements.map(([actions, resources]) => ['Allow', actions, resources]));
  });

  it('adds nothing by managed policies but writing logs', () => {
    const managed = template.ofType('AWS::IAM::Role').flatMap(({ properties }) => properties.ManagedPolicyArns ?? []);
    expect(new Set(managed)).toEqual(new Set(['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']));
    expect(template.ofType('AWS::IAM::Role').filter(({ properties }) => properties.Policies)).toEqual([]);
  });
});
