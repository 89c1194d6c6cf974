import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestResult } from '../../functions/digest.ts';
import type { LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { bringUp, rollups, scan } from './run.ts';
import { type Senders, sendersFor } from './senders.ts';
import { type Fact, foldFacts, inTruthTerms, npsOf } from './truth.ts';

/** Two closed weeks in Europe/Madrid, across the end of a month. */
const earlier = ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'];
const later = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
const due = '2026-03-09T07:00:00Z';

const glad = { text: 'Excellent service, friendly and quick.', sentiment: 'positive', themes: ['staff'] } as const;
const cross = {
  text: 'Terrible, I waited three weeks for nothing.',
  sentiment: 'negative',
  themes: ['waiting'],
} as const;
const contento = { text: 'Excelente, muy amable y muy rápido.', sentiment: 'positive', themes: ['staff'] } as const;
const fatal = { text: 'Fatal, el código no llegó nunca.', sentiment: 'negative', themes: ['activation-code'] } as const;

const facts: Fact[] = [];
const told = <T extends Fact>(fact: T): T => {
  facts.push(fact);
  return fact;
};
const plain = { plan: 'other', region: 'other', version: 1, solicited: true } as const;

/** Posts one app answer; `nps` decides the words. */
const app = (send: Senders, id: string, day: string, nps: number) => {
  const { text, sentiment, themes } = nps >= 9 ? glad : cross;
  told({ ...plain, key: `app/${id}`, day, touchpoint: 'app-account', medium: 'app', nps, sentiment, themes });
  return send.standardWebhooks('app-feedback', `msg_${id}_${Math.random()}`, {
    type: 'feedback.submitted',
    timestamp: `${day}T10:00:00Z`,
    data: { id, nps, text, language: 'en', customer: { id: `c-${id}` } },
  });
};

const joining = (send: Senders, id: string, day: string, nps: number) => {
  const { text, sentiment, themes } = nps >= 9 ? contento : fatal;
  const plan = Number(id.split('-').at(-1)) % 2 === 0 ? 'prepaid' : 'contract';
  told({
    ...plain,
    plan,
    key: `joining/${id}`,
    day,
    touchpoint: 'sim-activation',
    medium: 'web',
    nps,
    sentiment,
    themes,
  });
  return send.typeform('joining-survey', {
    event_id: `ev-${id}`,
    event_type: 'form_response',
    form_response: {
      form_id: 'f',
      token: id,
      submitted_at: `${day}T22:30:00Z`,
      hidden: { customer_id: `c-${id}`, lang: 'es', plan },
      definition: { id: 'f', title: 'Joining', fields: [] },
      answers: [
        { type: 'number', number: nps, field: { id: 'a', ref: 'nps', type: 'nps' } },
        { type: 'text', text, field: { id: 'b', ref: 'why', type: 'long_text' } },
      ],
    },
  });
};

const rating = (send: Senders, id: string, time: string, version: number, good: boolean, tags: string[] = []) => {
  const { text, sentiment, themes } = good ? glad : cross;
  const touchpoint = tags.includes('billing') ? 'monthly-bill' : 'help-desk';
  const [day = ''] = time.split('T');
  told({
    ...plain,
    version,
    key: `zen/${id}`,
    day,
    touchpoint,
    medium: 'email',
    csat: good ? 5 : 1,
    sentiment,
    themes,
  });
  return send.zendesk('help-desk-tickets', {
    account_id: 7,
    id: `event-${id}-${version}`,
    type: 'zen:event-type:ticket.csat_received',
    subject: `zen:ticket:${id}`,
    time,
    zendesk_event_version: '2022-11-06',
    detail: { id, requester_id: '1', tags, via: { channel: 'email' }, priority: 'HIGH', created_at: time },
    event: {
      meta: { sequence: { id: 'x', position: version } },
      satisfaction_score: { score: good ? 'GOOD' : 'BAD', comment: text },
    },
  });
};

describe('signed webhooks to one true digest', () => {
  const dataFolder = temporaryFolder();
  let stack: LocalStack;
  let send: Senders;

  beforeAll(async () => {
    stack = await bringUp({ dataFolder });
    send = sendersFor(stack);
    const answers: Promise<Response>[] = [];
    for (const [index, day] of [...earlier, ...later].entries()) {
      for (let n = 0; n < 8; n += 1) {
        // At SIM activation 6 of 8 are glad in the earlier week, 1 of 8 in the later. The app stays as it is.
        const gladAnswers = index < 7 ? 6 : 1;
        answers.push(joining(send, `${day}-${n}`, day, n < gladAnswers ? 10 : 2));
        answers.push(app(send, `${day}-${n}`, day, n % 2 === 0 ? 9 : 3));
      }
    }
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([202]));
  }, 120_000);

  afterAll(() => stack.down());

  it('counts the same webhook sent three times in parallel once', async () => {
    const copies = await Promise.all([1, 2, 3].map(() => app(send, 'thrice', '2026-03-03', 10)));
    expect(copies.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  it('lets a correction move a rating to another day and touchpoint, and an older redelivery change nothing', async () => {
    await rating(send, '9001', '2026-03-02T09:00:00Z', 1, false);
    await stack.drain();
    await rating(send, '9001', '2026-03-05T09:00:00Z', 2, true, ['billing']);
    await stack.drain();
    await rating(send, '9001', '2026-03-02T09:00:00Z', 1, false);
    await rating(send, '9002', '2026-03-06T09:00:00Z', 1, true);
  });

  it('counts what happened beside what was said: how long a ticket took, and whether that kept the promise', async () => {
    const solved = {
      account_id: 7,
      id: 'solved-event',
      type: 'zen:event-type:ticket.status_changed',
      subject: 'zen:ticket:9100',
      time: '2026-03-04T10:00:00Z',
      zendesk_event_version: '2022-11-06',
      detail: {
        id: '9100',
        requester_id: '1',
        tags: [],
        via: { channel: 'email' },
        created_at: '2026-03-03T10:00:00Z',
      },
      event: { current: 'SOLVED', previous: 'OPEN', meta: { sequence: { id: 'x', position: 1 } } },
    };
    expect((await send.zendesk('help-desk-tickets', solved)).status).toBe(202);
    // 24 hours: Σ 24 and Σ² 576 in thousandths, in the bin 4·log2(25) = 18.6, within the 48 promised.
    const hours = 'measure.resolutionHours';
    const extra = {
      [`${hours}.n`]: 1,
      [`${hours}.sum`]: 24_000,
      [`${hours}.squares`]: 576_000,
      [`${hours}.bin.18`]: 1,
      'commitment.resolutionHours.kept': 1,
    };
    const place = { day: '2026-03-04', touchpoint: 'help-desk', medium: 'email', themes: [] } as const;
    told({ ...plain, ...place, key: 'zen/9100/solved', kind: 'operational', extra });
    const order = {
      id: 'order-1',
      kind: 'outcome',
      occurredAt: '2026-03-04T10:00:00Z',
      outcome: { event: 'purchase', amountMinor: 1250, currency: 'EUR' },
    };
    expect((await send.generic('own-systems', order)).status).toBe(202);
    const money = { 'outcome.purchase.n': 1, 'outcome.purchase.minor.EUR': 1_250 };
    const shop = { day: '2026-03-04', touchpoint: 'website', medium: 'web', themes: [] } as const;
    told({ ...plain, ...shop, key: 'own/order-1', kind: 'outcome', extra: money });
  });

  it('answers text messages in XML and routes them by their words', async () => {
    const sms = { AccountSid: `AC${'a'.repeat(32)}`, From: '+34600000001', To: '+34700000002', SmsStatus: 'received' };
    const response = await send.twilio('text-messages', {
      ...sms,
      MessageSid: `SM${'1'.repeat(32)}`,
      Body: fatal.text,
    });
    expect([response.status, await response.text()]).toEqual([200, '<Response/>']);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Madrid' }).format(new Date());
    told({
      ...plain,
      solicited: false,
      key: 'sms',
      day: today,
      touchpoint: 'phone-queue',
      medium: 'sms',
      sentiment: fatal.sentiment,
      themes: fatal.themes,
    });
  });

  it('keeps nine neighbours of a poison message, which dead-letters alone', async () => {
    const items = Array.from({ length: 10 }, (_, n) => ({
      id: `batch-${n}`,
      occurredAt: '2026-03-04T12:00:00Z',
      scores: { nps: 8 },
      // Legal JSON at the door; no DynamoDB number is that large.
      attributes: n === 4 ? { weight: 1e300 } : { plan: 'contract' },
    }));
    expect((await send.generic('own-systems', items as unknown as object)).status).toBe(202);
    for (const n of [0, 1, 2, 3, 5, 6, 7, 8, 9]) {
      told({
        ...plain,
        plan: 'contract',
        key: `own/${n}`,
        day: '2026-03-04',
        touchpoint: 'website',
        medium: 'web',
        nps: 8,
        themes: [],
      });
    }
    await stack.drain();
    expect(await deadLetters(stack)).toBe(1);
  });

  it('queues the good items of a batch and keeps the bad one as a dead letter', async () => {
    const good = {
      id: 'good',
      occurredAt: '2026-03-04T12:00:00Z',
      scores: { nps: 9 },
      attributes: { region: 'norte' },
    };
    expect((await send.generic('own-systems', [good, { id: 'bad' }] as unknown as object)).status).toBe(202);
    told({
      ...plain,
      region: 'north',
      key: 'own/good',
      day: '2026-03-04',
      touchpoint: 'website',
      medium: 'web',
      nps: 9,
      themes: [],
    });
    expect(await deadLetters(stack)).toBe(2);
  });

  it('lets nothing forged in', async () => {
    const payload = { id: 'forged', occurredAt: '2026-03-04T12:00:00Z', scores: { nps: 0 } };
    const forged = await send.generic('own-systems', payload, 'not the secret');
    expect([forged.status, await forged.text()]).toEqual([401, '']);
    const { apiUrl } = stack;
    const tooLarge = fetch(`${apiUrl}/hooks/own-systems`, { method: 'POST', body: 'x'.repeat(300_000) });
    expect((await tooLarge).status).toBe(413);
    expect((await fetch(`${apiUrl}/hooks/nobody`, { method: 'POST' })).status).toBe(404);
    const wrongMethod = await fetch(`${apiUrl}/hooks/own-systems`);
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('holds exactly what was sent, in every rollup', async () => {
    await stack.drain();
    expect(inTruthTerms(await rollups(stack))).toEqual(foldFacts(facts));
  });

  it('stores no address, number or key that a customer wrote or a tool sent', async () => {
    const payload = {
      id: 'canary@example.org',
      occurredAt: '2026-03-04T12:00:00Z',
      customer: { id: 'canary-id', email: 'canary@example.org', phone: '+34611222333' },
      attributes: { note: 'canary@example.org or +34 611 222 333' },
      text: 'Write to canary@example.org or call +34 611 222 333, card 4111 1111 1111 1111, ES91 2100 0418 4502 0005 1332.',
      language: 'en',
    };
    expect((await send.generic('own-systems', payload)).status).toBe(202);
    await stack.drain();
    const stored = JSON.stringify(await scan(stack));
    for (const canary of ['canary@', 'canary-id', '611222333', '611 222', '4111 1111', '2100 0418']) {
      expect(stored, canary).not.toContain(canary);
    }
  });

  it('can be followed from any stored signal to the webhook that brought it, whose id every log has', async () => {
    const signals = (await scan(stack)).filter(({ PK }) => String(PK).startsWith('F#'));
    for (const { requestId } of signals) expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('mails the touchpoint that changed first and alone, with n, range, owner and words', async () => {
    const truth = foldFacts(facts);
    const before = npsOf(truth, 'sim-activation', '2026-02-23', '2026-03-02');
    const after = npsOf(truth, 'sim-activation', '2026-03-02', '2026-03-09');
    const digest = stack.functionFrom('functions/digest.ts');
    const first = (await digest.invoke({ audience: 'customer-experience', scheduledTime: due })) as DigestResult;
    expect(first.deliveries.map(({ result }) => result)).toEqual(['sent']);

    const file = `${first.deliveries[0]?.tag}.eml`;
    const mail = await PostalMime.parse(readFileSync(join(dataFolder, 'outbox', file)));
    const text = (mail.text ?? '').replaceAll(/\s+/g, ' ').replaceAll('−', '-');
    const signed = (value: number) => (value > 0 ? '+' : '') + Math.round(value);
    expect(mail.subject).toContain('SIM activation');
    expect(text).toContain(`NPS ${signed(before.nps)}`);
    expect(text).toContain(`NPS ${signed(after.nps)}`);
    expect(text).toContain(`${after.n} answers`);
    expect(text).toContain('digital@faromovil.example');
    expect(text).toContain(fatal.text);
    expect(text).not.toMatch(/app got|app mejor|account in the app got/);
    expect(mail.html).toContain('SIM activation');
  });

  it('sends nothing the second time it is run for the same scheduled time', async () => {
    const mailsBefore = readdirSync(join(dataFolder, 'outbox')).length;
    const digest = stack.functionFrom('functions/digest.ts');
    const again = (await digest.invoke({ audience: 'customer-experience', scheduledTime: due })) as DigestResult;
    expect(again.deliveries.map(({ result }) => result)).toEqual(['done']);
    expect(readdirSync(join(dataFolder, 'outbox')).length).toBe(mailsBefore);
  });
});

const deadLetters = async (stack: LocalStack): Promise<number> => {
  const [queue] = stack.template.ofType('AWS::SQS::Queue').filter(({ properties }) => !properties.RedrivePolicy);
  const { Attributes } = await new SQSClient(stack.adminSdk).send(
    new GetQueueAttributesCommand({
      QueueUrl: String(stack.template.resolve({ Ref: queue?.id })),
      AttributeNames: ['All'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
};
