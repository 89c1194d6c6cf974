import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readLedger } from '../../bin/commands/digest-ledger.ts';
import { type Gauge, gaugeNamespace } from '../../core/watch/gauges.ts';
import type { DigestEvent, DigestResult } from '../../functions/digest.ts';
import { stackName } from '../../local/assembly.ts';
import type { Engines } from '../../local/aws.ts';
import type { Call } from '../../local/engines/engine.ts';
import type { LocalStack } from '../../local/stack.ts';
import { connectionReset } from '../aws/sdk.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { unusedRights } from './rights.ts';
import { bringUp, root, scan } from './run.ts';

/** What SES's mailbox simulator has an address for, and somebody real. */
const simulated = ['success', 'bounce', 'complaint', 'ooto', 'suppressionlist'].map(
  (name) => `${name}+digest@simulator.amazonses.com`,
);
const ana = 'ana@faromovil.example';
const audiences = { 'care-team': [...simulated, ana], board: ['bounce+digest@simulator.amazonses.com', ana] };
const week = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`;

/** Who was sent what, and whether the ledger can be told that something was sent. */
const sent: string[] = [];
let isSenderDying = false;
const withFaults = (engines: Engines): Engines => ({
  ...engines,
  email: (call: Call) => {
    sent.push(call.input.Destination.ToAddresses[0]);
    return engines.email(call);
  },
  dynamodb: (call: Call) => {
    // What a sender writes when SES has taken a mail: it holds a claim, which settle does not.
    const { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = call.input;
    const saysSent =
      ':if1' in ExpressionAttributeValues && Object.values(ExpressionAttributeNames).includes('messageId');
    return isSenderDying && saysSent ? Promise.reject(connectionReset()) : engines.dynamodb(call);
  },
});

let stack: LocalStack;
beforeAll(async () => {
  const journeyFile = join(temporaryFolder(), 'journey.yaml');
  const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
  const plans = Object.entries(audiences).map(
    ([audience, recipients]) =>
      `  - { audience: ${audience}, recipients: [${recipients}], cadence: weekly, weekday: monday, hour: 9 }\n`,
  );
  writeFileSync(journeyFile, `${sample.slice(0, sample.indexOf('\ndigests:'))}\ndigests:\n${plans.join('')}`);
  stack = await bringUp({ journeyFile, engines: withFaults });
});
afterAll(() => stack.down());

const digest = (event: Partial<DigestEvent>) =>
  stack.functionFrom('functions/digest.ts').invoke({ audience: 'care-team', ...event }) as Promise<DigestResult>;
const resultsOf = ({ deliveries }: DigestResult) => deliveries.map(({ result }) => result);
const inPartition = async (PK: string) => (await scan(stack)).filter((item) => item.PK === PK);
/** What the ledger's entry of somebody says: its state, and what SES told. */
const entryOf = async (due: string, recipient: string) => {
  const [entry] = (await inPartition('D#care-team')).filter(({ SK }) => SK === `${due}#${recipient}`);
  const told = Object.keys(entry ?? {}).filter((field) =>
    /^(delivered|softBounced|bounced|complained)AtMs$/.test(field),
  );
  return [entry?.state, ...told.toSorted()];
};
/** All that was ever measured. */
const measured = (name: Gauge) =>
  stack.metrics.between({ namespace: gaugeNamespace, name, dimensions: { service: stackName } }, 0, Infinity);
const reasons = async (audience: string) =>
  (await inPartition(`U#${audience}`)).map(({ reason }) => String(reason)).toSorted();

describe('what SES says of mails', () => {
  it('comes into the ledger after they left', async () => {
    expect(resultsOf(await digest({ scheduledTime: week(9) }))).toEqual(Array(6).fill('sent'));
    const expected = [
      ['SENT', 'deliveredAtMs'],
      ['SENT', 'bouncedAtMs'],
      ['SENT', 'complainedAtMs', 'deliveredAtMs'],
      ['SENT', 'deliveredAtMs', 'softBouncedAtMs'],
      ['SENT', 'bouncedAtMs'],
      ['SENT', 'deliveredAtMs'],
    ];
    await vi.waitFor(async () => {
      const entries = await Promise.all(audiences['care-team'].map((recipient) => entryOf(week(9), recipient)));
      expect(entries).toEqual(expected);
    }, 10_000);
    expect(measured('Bounced')).toMatchObject({ count: 7, sum: 3 });
    expect(await readLedger(stack.table(), 'care-team')).toMatchObject([
      { due: week(9), mails: { SENT: 3, bounced: 2, complained: 1 } },
    ]);
  });

  it('ends every digest to whom mails do not reach, and to who does not want them', async () => {
    const wanted = ['bounced', 'bounced', 'complained'];
    expect([await reasons('care-team'), await reasons('board')]).toEqual([wanted, wanted]);
    sent.length = 0;
    expect(resultsOf(await digest({ scheduledTime: week(16) }))).toEqual([
      ...['sent', 'unsubscribed', 'unsubscribed'],
      ...['sent', 'unsubscribed', 'sent'],
    ]);
    const [success = '', , , ooto = ''] = simulated;
    expect(sent).toEqual([success, ooto, ana]);
    expect(resultsOf(await digest({ audience: 'board', scheduledTime: week(16) }))).toEqual(['unsubscribed', 'sent']);
  });

  it('spares a reader the second mail when the sender died after the first', async () => {
    sent.length = 0;
    isSenderDying = true;
    await expect(digest({ scheduledTime: week(23) })).rejects.toThrow();
    expect(sent).toContain(ana);
    await vi.waitFor(async () => expect(await entryOf(week(23), ana)).toEqual(['SENT', 'deliveredAtMs']), 10_000);
    isSenderDying = false;
    sent.length = 0;
    expect(resultsOf(await digest({ scheduledTime: week(23) }))).toEqual([
      ...['done', 'unsubscribed', 'unsubscribed'],
      ...['done', 'unsubscribed', 'done'],
    ]);
    expect(sent).toEqual([]);
  });
});

describe('the watch', () => {
  const watch = async (scheduledTime: string) => {
    await stack.functionFrom('functions/watch.ts').invoke({ scheduledTime });
    return Object.fromEntries(
      (['DigestsOverdue', 'SilentSources'] as const).map((name) => [name, measured(name)?.sum]),
    );
  };

  it('sees that a digest did not leave, by the rights its role has', async () => {
    // The first look only learns which digests there are.
    expect(await watch('2026-03-29T10:05:00Z')).toEqual({ DigestsOverdue: 0, SilentSources: 0 });
    await digest({ audience: 'board', scheduledTime: '2026-03-30T07:00:00Z' });
    expect(await watch('2026-03-30T08:05:00Z')).toEqual({ DigestsOverdue: 6, SilentSources: 0 });
  });
});

describe('what follows a mail', () => {
  it('has no right that it does not use', () => {
    expect(unusedRights('functions/settle.ts', stack)).toEqual([]);
    expect(unusedRights('functions/watch.ts', stack)).toEqual([]);
  });
});
