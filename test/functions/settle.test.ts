import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Table } from '../../aws/table.ts';
import { type LedgerEntry, ledgerTag, type MailFate, testTag } from '../../core/digest/ledger.ts';
import { type MailEvent, mailEventTypes } from '../../core/digest/mail-event.ts';
import { subscriptionOf } from '../../core/digest/unsubscribe.ts';
import { ledgerKey, suppressionKey } from '../../core/store/keys.ts';
import { make } from '../../functions/settle.ts';
import type { Engine } from '../../local/engines/engine.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { temporaryFolder } from '../setup/folder.ts';

const due = '2026-03-09T07:00:00Z';
const ana = 'Ana.Head@faro.example';
const key = ledgerKey('care', due, ana);
const tag = ledgerTag('care', due, ana);
const audiences = ['care', 'board'];

const journeyFile = join(temporaryFolder(), 'journey.json');
const digests = audiences.map((audience) => ({ audience, recipients: [ana, 'ben@faro.example'] }));
writeFileSync(journeyFile, JSON.stringify({ digests }));

/** As SES writes them, with what no log may repeat. https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html */
const eventOf = (type: string, says: object, mail: object = {}): MailEvent => ({
  ...{ version: '0', id: 'e-1', 'detail-type': type, source: 'aws.ses', account: '123456789012' },
  ...{ time: '2026-03-09T07:00:09Z', region: 'eu-west-1', resources: [] },
  detail: {
    ...says,
    mail: {
      timestamp: '2026-03-09T07:00:01.000Z',
      messageId: 'ses-1',
      destination: [ana],
      tags: { 'ses:configuration-set': ['MailEvents'], ledger: [tag] },
      ...{ source: 'listening@faro.example', ...mail },
    },
  },
});
const timestamp = '2026-03-09T07:00:08.000Z';
const atMs = Date.parse(timestamp);
const diagnosticCode = `smtp; 550 5.1.1 <${ana}>: unknown`;
const events: Readonly<Record<MailFate, (mail?: object) => MailEvent>> = {
  delivered: (mail) =>
    eventOf('Email Delivered', { eventType: 'Delivery', delivery: { timestamp, recipients: [ana] } }, mail),
  bounced: (mail) => {
    const bouncedRecipients = [{ emailAddress: ana, action: 'failed', diagnosticCode }];
    const bounce = { timestamp, bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients };
    return eventOf('Email Bounced', { eventType: 'Bounce', bounce }, mail);
  },
  softBounced: (mail) =>
    eventOf('Email Bounced', { bounce: { timestamp, bounceType: 'Transient', bounceSubType: 'MailboxFull' } }, mail),
  complained: (mail) =>
    eventOf('Email Complaint Received', { complaint: { timestamp, complaintFeedbackType: 'abuse' } }, mail),
  rejected: (mail) => eventOf('Email Rejected', { eventType: 'Reject', reject: { reason: 'Bad content' } }, mail),
};

const open = async (entry: Partial<LedgerEntry> | undefined, engine: (own: Engine) => Engine = (own) => own) => {
  const memory = new MemoryTable();
  const table = new Table('table', sdkWith({ dynamodb: memory.engine }));
  if (entry) await table.put({ ...key, subject: 's', ...entry });
  const printed: string[] = [];
  const handler = make(
    { JOURNEY_FILE: journeyFile, TABLE_NAME: 'table', STACK_NAME: 'Mine' },
    { ...sdkWith({ dynamodb: engine(memory.engine) }), print: (line) => printed.push(line) },
  );
  const settle = async (...some: MailEvent[]) => {
    for (const event of some) await handler(event, { awsRequestId: 'r', functionName: 'settle' } as Context);
  };
  const noted = async () => {
    const { PK: _PK, SK: _SK, subject: _subject, ...rest } = (await table.get(key)) ?? {};
    return rest;
  };
  const suppressed = () => memory.items().filter(({ PK }) => String(PK).startsWith('U#'));
  const measured = () => printed.map((line) => JSON.parse(line).Bounced);
  return { memory, table, settle, noted, suppressed, measured, printed };
};

const sent = { state: 'SENT', messageId: 'ses-0', sentAtMs: 1 } as const;
const sending = { state: 'SENDING', sendingAtMs: 1 } as const;
const taken = { state: 'SENT', messageId: 'ses-1', sentAtMs: Date.parse('2026-03-09T07:00:01.000Z') };
const everyone = audiences.map((audience) => suppressionKey(audience, subscriptionOf(audience, ana).recipientHash));

afterEach(() => vi.restoreAllMocks());

describe('an event of SES', () => {
  it.each(Object.keys(events) as MailFate[])(
    'says that a mail left whose sender died, when it was %s',
    async (fate) => {
      const { settle, noted } = await open(sending);
      await settle(events[fate]());
      const noteMs = fate === 'rejected' ? Date.parse('2026-03-09T07:00:09Z') : atMs;
      expect(await noted()).toEqual({ ...sending, ...taken, [`${fate}AtMs`]: noteMs });
    },
  );

  it('leaves what the sender wrote as it is', async () => {
    const { settle, noted } = await open(sent);
    await settle(events.delivered());
    expect(await noted()).toEqual({ ...sent, deliveredAtMs: atMs });
  });

  it('is noted though the sender writes at the same moment, and takes nothing of it back', async () => {
    let writes = 0;
    const opened = await open(sending, (own) => async (call) => {
      if (call.operation === 'UpdateItem' && ++writes === 1) await opened.table.put({ ...key, subject: 's', ...sent });
      return own(call);
    });
    await opened.settle(events.delivered());
    expect(await opened.noted()).toEqual({ ...sent, deliveredAtMs: atMs });
  });

  it('may come in any order and more than once', async () => {
    const all = Object.values(events).map((event) => event());
    const orders = fc.shuffledSubarray([...all, ...all], { minLength: 10, maxLength: 10 });
    const inOrder = await open(sending);
    await inOrder.settle(...all);
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const opened = await open(sending);
        await opened.settle(...order);
        expect(await opened.noted()).toEqual(await inOrder.noted());
        expect(opened.suppressed().map(({ PK, SK }) => ({ PK, SK }))).toEqual(everyone);
        expect(opened.measured().toSorted()).toEqual([0, 1, 1, 1]);
      }),
      { numRuns: 25 },
    );
  });

  it.each(['bounced', 'complained'] as const)('ends every digest to somebody when it was %s', async (fate) => {
    const { settle, suppressed, measured } = await open(sent);
    await settle(events[fate]());
    expect(suppressed()).toEqual(everyone.map((one) => ({ ...one, unsubscribedAtMs: atMs, reason: fate })));
    expect(JSON.stringify(suppressed()).toLowerCase()).not.toContain('ana');
    expect(measured()).toEqual([1]);
  });

  it.each<[MailFate, number[]]>([
    ['delivered', [0]],
    ['softBounced', []],
    ['rejected', [1]],
  ])('only says so when it was %s', async (fate, share) => {
    const { settle, suppressed, measured } = await open(sent);
    await settle(events[fate]());
    expect([suppressed(), measured()]).toEqual([[], share]);
  });

  it('does not undo a wish to be subscribed again when it comes a second time', async () => {
    const { settle, table, suppressed } = await open(sent);
    await settle(events.complained());
    for (const one of everyone) await table.remove(one);
    await settle(events.complained());
    expect(suppressed()).toEqual([]);
  });

  it('keeps why somebody unsubscribed before', async () => {
    const { settle, table, suppressed } = await open(sent);
    for (const one of everyone) await table.put({ ...one, unsubscribedAtMs: 1 });
    await settle(events.bounced());
    expect(suppressed()).toEqual(everyone.map((one) => ({ ...one, unsubscribedAtMs: 1 })));
  });

  it('finds the mail although SES writes its address in another way', async () => {
    const { settle, noted } = await open(sent);
    await settle(events.delivered({ destination: [ana.toLowerCase()] }));
    expect(await noted()).toEqual({ ...sent, deliveredAtMs: atMs });
  });

  it('finds the mail although its reader is in the journey no more', async () => {
    const gone = 'gone@faro.example';
    const { settle, table } = await open(sent);
    const old = ledgerKey('care', due, gone);
    await table.put({ ...old, ...sending });
    const ledger = [ledgerTag('care', due, gone)];
    await settle(events.delivered({ destination: [gone], tags: { ledger } }));
    expect(await table.get(old)).toMatchObject(taken);
  });

  it.each<[string, Partial<LedgerEntry> | undefined, MailEvent]>([
    ['is of a test mail', sent, events.bounced({ tags: { ledger: [testTag('care', due, ana, 1)] } })],
    ['is of a mail of somebody else’s', sent, events.bounced({ tags: { 'ses:configuration-set': ['MailEvents'] } })],
    ['is of a mail the ledger does not know', undefined, events.bounced()],
    ['is of a mail nobody wanted', { state: 'UNSUBSCRIBED' }, events.bounced()],
    [
      'says that something is no spam',
      sent,
      eventOf('Email Complaint Received', { complaint: { timestamp, complaintFeedbackType: 'not-spam' } }),
    ],
    ['is of another kind', sent, eventOf('Email Opened', { open: { timestamp } })],
  ])('touches nothing when it %s', async (_, entry, event) => {
    const { memory, settle, printed } = await open(entry);
    const before = memory.items();
    await settle(event);
    expect([memory.items(), printed]).toEqual([before, []]);
  });

  it('is left to Lambda’s retries when the table does not answer, and then suppresses all the same', async () => {
    let isDown = true;
    const { settle, suppressed, noted } = await open(sent, (own) => async (call) => {
      if (isDown && call.operation === 'UpdateItem') throw new Error('down');
      return own(call);
    });
    await expect(settle(events.bounced())).rejects.toThrow();
    isDown = false;
    await settle(events.bounced());
    expect(suppressed()).toHaveLength(audiences.length);
    expect(await noted()).toMatchObject({ bouncedAtMs: atMs });
  });

  it('is measured under the name of the stack', async () => {
    const { settle, printed } = await open(sent);
    await settle(events.delivered());
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Namespace: 'ListeningPath', Dimensions: [['service']] }] },
      service: 'Mine',
      Bounced: 0,
    });
  });

  it('leaves no address in a log, whatever it says and whatever fails', async () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
    const lines: string[] = [];
    const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    const { settle, printed } = await open(sending);
    await settle(...Object.values(events).map((event) => event()));
    const failing = await open(sent, () => async () => {
      throw new Error(`no answer for ${ana}`);
    });
    await expect(failing.settle(events.bounced())).rejects.toThrow();
    vi.restoreAllMocks();
    expect(lines.length).toBeGreaterThan(5);
    expect([...lines, ...printed].filter((line) => /ana|head@/i.test(line))).toEqual([]);
  });
});

describe('the kinds of events', () => {
  it('are those SES sends under these names', () => {
    // https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
    expect(mailEventTypes).toEqual(['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected']);
  });
});
