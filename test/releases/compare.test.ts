import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { stackName } from '../../local/assembly.ts';
import { compare, type Template } from '../../releases/compare.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is altered anywhere
type Anything = any;

let template: Template;

beforeAll(() => {
  template = JSON.parse(readFileSync(join(inject('assemblyFolder'), `${stackName}.template.json`), 'utf8'));
});

const idOf = (type: string, index = 0): string => {
  const ids = Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === type ? [id] : []));
  return ids[index] ?? expect.fail(`there is no ${type}`);
};

/** An upgrade to the template altered so. */
const upgradeTo = (alter: (resources: Anything, outputs: Anything) => void) => {
  const altered: Anything = structuredClone(template);
  alter(altered.Resources, altered.Outputs);
  return compare(template, altered);
};

const table = 'AWS::DynamoDB::GlobalTable';
const queue = 'AWS::SQS::Queue';
const secret = 'AWS::SecretsManager::Secret';
const api = 'AWS::ApiGatewayV2::Api';
const route = 'AWS::ApiGatewayV2::Route';
const sender = 'AWS::SES::EmailIdentity';
const lambda = 'AWS::Lambda::Function';

describe('an upgrade that loses something is refused', () => {
  const moved = (type: string) => (resources: Anything) => {
    resources.Elsewhere = resources[idOf(type)];
    delete resources[idOf(type)];
  };
  const removed = (type: string) => (resources: Anything) => {
    delete resources[idOf(type)];
  };
  const changed = (type: string, property: string, value: unknown) => (resources: Anything) => {
    resources[idOf(type)].Properties[property] = value;
  };
  const indexes = (change: (indexes: Anything[], resource: Anything) => void) => (resources: Anything) => {
    const resource = resources[idOf(table)];
    change(resource.Properties.GlobalSecondaryIndexes, resource);
  };

  it.each([
    ['the table gets another key', changed(table, 'KeySchema', [{ AttributeName: 'SK', KeyType: 'HASH' }]), 'replaced'],
    ['the construct of the table moves', moved(table), 'GlobalTable StoreTable.* is removed: it holds every signal'],
    [
      'the type of a key attribute changes',
      (resources: Anything) => {
        resources[idOf(table)].Properties.AttributeDefinitions[0].AttributeType = 'N';
      },
      'the key has another shape',
    ],
    [
      'an index gets another key',
      indexes(([first]) => {
        first.KeySchema.reverse();
      }),
      'GSI1 has another shape',
    ],
    [
      'an index gets other attributes',
      indexes((all) => {
        all[1].Projection.NonKeyAttributes.push('text');
      }),
      'GSI2 has another shape',
    ],
    ['an index goes', indexes((all) => all.pop()), 'GSI2 is removed'],
    [
      'two indexes come at once',
      indexes((all) => all.push({ ...all[0], IndexName: 'GSI3' }, { ...all[0], IndexName: 'GSI4' })),
      'GSI3 and GSI4 are new',
    ],
    [
      'the table would leave with its stack',
      (resources: Anything) => {
        resources[idOf(table)].DeletionPolicy = 'Delete';
      },
      'no longer outlive its stack',
    ],
    [
      'the table would not be kept when it is replaced',
      (resources: Anything) => {
        delete resources[idOf(table)].UpdateReplacePolicy;
      },
      'no longer outlive its replacement',
    ],
    [
      'the secret would leave with its stack',
      (resources: Anything) => {
        resources[idOf(secret)].DeletionPolicy = 'Delete';
      },
      'no longer outlive its stack',
    ],
    [
      'the table cannot be brought back to an earlier moment any more',
      (resources: Anything) => {
        resources[idOf(table)].Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled =
          false;
      },
      'GlobalTable StoreTable.*: point-in-time recovery is turned off',
    ],
    [
      'nothing is said of bringing the table back any more',
      (resources: Anything) => {
        delete resources[idOf(table)].Properties.Replicas[0].PointInTimeRecoverySpecification;
      },
      'point-in-time recovery is turned off',
    ],
    [
      'anybody may delete the table',
      (resources: Anything) => {
        resources[idOf(table)].Properties.Replicas[0].DeletionProtectionEnabled = false;
      },
      'its protection from deletion is turned off',
    ],
    [
      'items are forgotten by another attribute',
      changed(table, 'TimeToLiveSpecification', { AttributeName: 'expires', Enabled: true }),
      'no longer forgotten by their attribute ttl',
    ],
    [
      'items are forgotten no more',
      changed(table, 'TimeToLiveSpecification', { AttributeName: 'ttl', Enabled: false }),
      'no longer forgotten by their attribute ttl',
    ],
    ['a queue goes', removed(queue), 'Queue .* is removed: signals may wait in it'],
    ['a queue becomes another one', changed(queue, 'FifoQueue', true), 'Queue .* is replaced \\(FifoQueue\\)'],
    ['the secret moves', moved(secret), 'Secret .* is removed'],
    [
      'the secret is generated anew',
      changed(secret, 'GenerateSecretString', { PasswordLength: 64 }),
      'over the secrets',
    ],
    ['the sender changes', changed(sender, 'EmailIdentity', 'other@example.org'), 'EmailIdentity .* is replaced'],
    ['the construct of the sender moves', moved(sender), 'EmailIdentity .* is removed'],
    ['the API is replaced', changed(api, 'ProtocolType', 'WEBSOCKET'), 'Api .* is replaced .*every tool posts'],
    ['the construct of the API moves', moved(api), 'Api .* is removed: every tool posts'],
    ['a path goes', removed(route), 'Route .* is removed'],
    ['a path changes', changed(route, 'RouteKey', 'ANY /webhooks/{source}'), 'changes its RouteKey'],
    [
      'an output goes that the command line needs',
      (_: Anything, outputs: Anything) => {
        delete outputs.TableName;
      },
      'Output TableName is removed',
    ],
  ])('when %s', (_, alter, loss) => {
    expect(upgradeTo(alter).losses.join('\n')).toMatch(new RegExp(loss));
  });
});

describe('an upgrade that loses nothing is let through', () => {
  it('when only code and the journey’s text have changed, and says that nothing does', () => {
    const text = JSON.stringify(template).replaceAll(/[0-9a-f]{60}([0-9a-f]{4})/g, `${'0'.repeat(60)}$1`);
    expect(text).not.toBe(JSON.stringify(template));
    expect(compare(template, JSON.parse(text))).toEqual({ losses: [], steps: [] });
  });

  it('when a function gets more memory, and says which', () => {
    const id = idOf(lambda);
    const { losses, steps } = upgradeTo((resources) => {
      resources[id].Properties.MemorySize = 2048;
    });
    expect({ losses, steps }).toEqual({
      losses: [],
      steps: [expect.stringMatching(/^changes Lambda Function \(MemorySize\): \w+Function$/)],
    });
  });

  it('when the table gets one more index', () => {
    const { losses, steps } = upgradeTo((resources) => {
      const { Properties } = resources[idOf(table)];
      Properties.AttributeDefinitions.push({ AttributeName: 'GSI3PK', AttributeType: 'S' });
      const KeySchema = [{ AttributeName: 'GSI3PK', KeyType: 'HASH' }];
      Properties.GlobalSecondaryIndexes.push({ IndexName: 'GSI3', KeySchema, Projection: { ProjectionType: 'ALL' } });
    });
    expect(losses).toEqual([]);
    expect(steps).toEqual([
      expect.stringMatching(/^changes DynamoDB GlobalTable \(.*GlobalSecondaryIndexes.*\): StoreTable$/),
    ]);
  });

  it('when a log, a schedule or a function goes or is made anew: nobody’s data is in it', () => {
    const { losses, steps } = upgradeTo((resources) => {
      delete resources[idOf('AWS::Logs::LogGroup')];
      delete resources[idOf('AWS::Scheduler::Schedule')];
      resources[idOf(lambda)].Properties.FunctionName = 'another';
    });
    expect(losses).toEqual([]);
    expect(steps.map((step) => step.split(' ')[0])).toEqual(expect.arrayContaining(['removes', 'replaces']));
  });

  it('when the sender is no longer the stack’s own: it stays verified', () => {
    const { losses, steps } = upgradeTo((resources) => {
      delete resources[idOf(sender)];
    });
    expect({ losses, steps }).toEqual({
      losses: [],
      steps: [expect.stringMatching(/^leaves behind SES EmailIdentity/)],
    });
  });

  it('when the table is kept but for a deployment that never stood, as it was kept before', () => {
    const { losses, steps } = upgradeTo((resources) => {
      resources[idOf(table)].DeletionPolicy = 'RetainExceptOnCreate';
    });
    expect({ losses, steps }).toEqual({
      losses: [],
      steps: [expect.stringMatching(/^changes DynamoDB GlobalTable \(DeletionPolicy\)/)],
    });
  });

  it('when a source leaves the journey', () => {
    const { losses } = upgradeTo((_, outputs) => {
      for (const id of Object.keys(outputs)) if (id.startsWith('Hook')) delete outputs[id];
    });
    expect(losses).toEqual([]);
  });
});
