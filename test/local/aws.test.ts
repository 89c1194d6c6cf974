import { isDeepStrictEqual } from 'node:util';
import { BatchDetectSentimentCommand, ComprehendClient } from '@aws-sdk/client-comprehend';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { ServiceUnavailable } from '../../core/errors.ts';
import { pollAs, sdkOf } from '../../local/aws.ts';
import { type Engine, fail, ok } from '../../local/engines/engine.ts';
import type { Need } from '../../local/policy.ts';
import { account, region } from '../../local/template.ts';
import { enginesOf } from './templates.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const table = arn('dynamodb', 'table/Store');
const queueArn = arn('sqs', 'Queue');
const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/Queue`;
const Key: Record<string, AttributeValue> = { PK: { S: 'a' }, SK: { S: 'b' } };
const TableName = 'Store';
const entry = { Id: '0', ReceiptHandle: 'r', MessageBody: 'b' };
const raw = { Raw: { Data: new TextEncoder().encode('Subject: hello') } };
const from = 'listening@example.org';

/** A role that may do only these, and engines that say yes to whatever reaches them. */
const act = (...needs: Need[]) => {
  const asked: Need[] = [];
  const allows = (need: Need) => {
    asked.push(need);
    return needs.some((held) => isDeepStrictEqual(held, need));
  };
  const reached: string[] = [];
  const yes: Engine = async ({ operation }) => {
    reached.push(operation);
    return ok({});
  };
  const engines = enginesOf({ dynamodb: yes, sqs: yes, comprehend: yes, email: yes, secretsmanager: yes });
  return { sdk: sdkOf({ name: 'Someone', allows }, engines), asked, reached };
};
type Sdk = ReturnType<typeof act>['sdk'];

const query = { TableName, KeyConditionExpression: 'PK = :pk', ExpressionAttributeValues: { ':pk': { S: 'a' } } };
const update = { TableName, Key, UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
const both = { TransactItems: [{ Put: { TableName, Item: Key } }, { Update: update }] };

const calls: Readonly<Record<string, readonly [call: (sdk: Sdk) => Promise<unknown>, ...needs: string[]]>> = {
  GetItem: [
    (sdk) => new DynamoDBClient(sdk).send(new GetItemCommand({ TableName, Key })),
    `dynamodb:GetItem on ${table} of a`,
  ],
  PutItem: [
    (sdk) => new DynamoDBClient(sdk).send(new PutItemCommand({ TableName, Item: Key })),
    `dynamodb:PutItem on ${table} of a`,
  ],
  Scan: [(sdk) => new DynamoDBClient(sdk).send(new ScanCommand({ TableName })), `dynamodb:Scan on ${table}`],
  Query: [(sdk) => new DynamoDBClient(sdk).send(new QueryCommand(query)), `dynamodb:Query on ${table} of a`],
  'Query of an index': [
    (sdk) => new DynamoDBClient(sdk).send(new QueryCommand({ ...query, IndexName: 'GSI2' })),
    `dynamodb:Query on ${table}/index/GSI2 of a`,
  ],
  TransactWriteItems: [
    (sdk) => new DynamoDBClient(sdk).send(new TransactWriteItemsCommand(both)),
    `dynamodb:PutItem on ${table} of a`,
    `dynamodb:UpdateItem on ${table} of a`,
  ],
  'TransactWriteItems that deletes and checks': [
    (sdk) =>
      new DynamoDBClient(sdk).send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Delete: { TableName, Key } },
            { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(PK)' } },
          ],
        }),
      ),
    `dynamodb:DeleteItem on ${table} of a`,
    `dynamodb:ConditionCheckItem on ${table} of a`,
  ],
  SendMessageBatch: [
    (sdk) => new SQSClient(sdk).send(new SendMessageBatchCommand({ QueueUrl, Entries: [entry] })),
    `sqs:SendMessage on ${queueArn}`,
  ],
  ReceiveMessage: [
    (sdk) => new SQSClient(sdk).send(new ReceiveMessageCommand({ QueueUrl })),
    `sqs:ReceiveMessage on ${queueArn}`,
  ],
  DeleteMessageBatch: [
    (sdk) => new SQSClient(sdk).send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [entry] })),
    `sqs:DeleteMessage on ${queueArn}`,
  ],
  BatchDetectSentiment: [
    (sdk) => new ComprehendClient(sdk).send(new BatchDetectSentimentCommand({ TextList: ['a'], LanguageCode: 'en' })),
    'comprehend:BatchDetectSentiment on *',
  ],
  GetSecretValue: [
    (sdk) =>
      new SecretsManagerClient(sdk).send(new GetSecretValueCommand({ SecretId: arn('secretsmanager', 'secret:S') })),
    `secretsmanager:GetSecretValue on ${arn('secretsmanager', 'secret:S')}`,
  ],
  'SendEmail of raw MIME': [
    (sdk) => new SESv2Client(sdk).send(new SendEmailCommand({ FromEmailAddress: from, Content: raw })),
    `ses:SendEmail on ${arn('ses', `identity/${from}`)}`,
    `ses:SendRawEmail on ${arn('ses', `identity/${from}`)}`,
  ],
  'SendEmail through a configuration set': [
    (sdk) =>
      new SESv2Client(sdk).send(
        new SendEmailCommand({ FromEmailAddress: from, ConfigurationSetName: 'Told', Content: raw }),
      ),
    ...['SendEmail', 'SendRawEmail'].flatMap((action) =>
      [`identity/${from}`, 'configuration-set/Told'].map((resource) => `ses:${action} on ${arn('ses', resource)}`),
    ),
  ],
};

const needOf = (text: string): Need => {
  const [action = '', resource = '', ...leadingKeys] = text.split(/ on | of /);
  const sender = action.startsWith('ses:') && { sender: from };
  return { action, resource, ...sender, ...(leadingKeys.length > 0 && { leadingKeys }) };
};

describe('a poll under a role', () => {
  const input = { QueueUrl, MaxNumberOfMessages: 100 };
  const sqs: Engine = async (call) =>
    call.input.MaxNumberOfMessages > 1 ? ok({ Messages: [call.input] }) : fail('OverLimit', 'too few');
  const pollWith = (allowed: boolean) => pollAs({ name: 'Someone', allows: () => allowed }, enginesOf({ sqs }));

  it('is answered as the engine answers, however many messages it asks for', async () => {
    expect(await pollWith(true)('ReceiveMessage', input)).toEqual({ Messages: [input] });
  });

  it('is refused like a call of the function itself', async () => {
    const refused = pollWith(false)('ReceiveMessage', input);
    await expect(refused).rejects.toThrow(ServiceUnavailable);
    await expect(refused).rejects.toThrow(`AccessDeniedException: Someone may not sqs:ReceiveMessage on ${queueArn}`);
  });

  it('fails by the code of the engine', async () => {
    const failed = pollWith(true)('ReceiveMessage', { QueueUrl });
    await expect(failed).rejects.toThrow('OverLimit: too few');
  });
});

describe('an SDK call under a role', () => {
  it.each(Object.entries(calls))('is answered when the role may do all it needs: %s', async (_, [call, ...needs]) => {
    const { sdk, asked, reached } = act(...needs.map(needOf));
    await call(sdk);
    expect(asked).toEqual(needs.map(needOf));
    expect(reached).toHaveLength(1);
  });

  it.each(Object.entries(calls))(
    'is refused when one right is missing, by its action and resource: %s',
    async (_, [call, ...needs]) => {
      for (const missing of needs) {
        const { sdk, reached } = act(...needs.filter((need) => need !== missing).map(needOf));
        await expect(call(sdk)).rejects.toMatchObject({
          name: 'AccessDeniedException',
          message: `Someone may not ${missing}`,
        });
        expect(reached).toEqual([]);
      }
    },
  );

  it('of an index is refused to who may query only the table', async () => {
    const { sdk } = act({ action: 'dynamodb:Query', resource: table, leadingKeys: ['a'] });
    const call = new DynamoDBClient(sdk).send(new QueryCommand({ ...query, IndexName: 'GSI2' }));
    await expect(call).rejects.toThrow(`may not dynamodb:Query on ${table}/index/GSI2`);
  });

  it('that has no body is refused like any other', async () => {
    await expect(new SESv2Client(act().sdk).send(new GetAccountCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('to a service without an engine is an error that names it', async () => {
    const { sdk } = act();
    const endpoint = `https://kms.${region}.amazonaws.com`;
    await expect(new SQSClient({ ...sdk, endpoint }).send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toThrow(
      'kms has no local engine',
    );
  });

  it('fails by the name the engine gives, and is tried again when the SDK knows it for a throttle', async () => {
    const answers = [fail('ThrottlingException', 'slow down'), ok({ SecretString: 'kept' })];
    const secretsmanager: Engine = async () => answers.shift() ?? fail('ResourceNotFoundException', 'no such secret');
    const client = new SecretsManagerClient(
      sdkOf({ name: 'Someone', allows: () => true }, enginesOf({ secretsmanager })),
    );
    const read = () => client.send(new GetSecretValueCommand({ SecretId: 's' }));
    expect((await read()).SecretString).toBe('kept');
    await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'no such secret' });
  });
});
