import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channels, knownChannels } from '../../core/channels/all.ts';
import { type Channel, isWebhook } from '../../core/channels/channel.ts';
import { exampleMaps } from '../../core/channels/guide.ts';
import { readJourney } from '../../core/journey/read.ts';
import type { Source } from '../../core/journey/schema.ts';
import { extras } from '../../docs/channel-extras.ts';
import { channelsPage } from '../../docs/channels.ts';
import { root } from '../e2e/run.ts';

const all = Object.entries<Channel>(channels);
const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');

/** The first body an extra section has to paste. */
const bodyOf = (name: string): string => /```json\n([^`]*)```/.exec(extras[name] ?? '')?.[1] ?? '';
const read = (name: keyof typeof channels, body: string) => {
  const channel: Channel = channels[name];
  if (!isWebhook(channel)) throw new Error(`${name} takes no webhooks`);
  const request = { method: 'POST', url: '', headers: {}, body: Buffer.from(body), receivedAtMs: 0 };
  return channel.read(request, { id: 'here', questions: {} } as Source).signals;
};

describe('docs/channels.md', () => {
  it('is what the guides say: `npm run channels` writes it', () => {
    expect(readFileSync(join(root, 'docs/channels.md'), 'utf8')).toBe(channelsPage());
  });

  it.each(all.filter(([, { guide }]) => guide.questions !== 'none'))(
    'has examples of question maps that pass check: %s',
    (name, { guide }) => {
      const examples = guide.questionKeys?.match(exampleMaps) ?? [];
      expect(examples).not.toEqual([]);
      for (const example of examples) {
        const source = `  - { id: it, channel: ${name}, medium: web, defaultTouchpoint: website, questions: ${example} }`;
        const yaml = sample.replace('sources:\n', `sources:\n${source}\n`);
        expect(readJourney(yaml, { fileName: 'journey.yaml', ...knownChannels })).toMatchObject({ ok: true });
      }
    },
  );

  it('has sections of its own for tools there are, and no others', () => {
    expect(all.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(extras)));
  });

  it('has a record of one’s own that can be pasted as it is', () => {
    expect(read('generic', bodyOf('generic'))).toMatchObject([{ object: 'order-4711-survey', scores: { nps: 4 } }]);
  });

  it('has the body of a Zendesk trigger, which is read as Zendesk fills it in', () => {
    const values: Readonly<Record<string, string>> = {
      'ticket.id': '5158',
      // The example of Zendesk's own reference: no seconds.
      'ticket.updated_at_with_timestamp': '2013-12-12T05:35Z',
      'satisfaction.current_rating': 'Bad',
      'satisfaction.current_comment': 'A week too late.',
    };
    const filled = bodyOf('zendesk').replaceAll(/\{\{([^}]+)\}\}/g, (_, name: string) => values[name] ?? '');
    expect(read('zendesk', filled)).toMatchObject([
      { object: '5158', occurredAt: '2013-12-12T05:35:00.000Z', scores: { csat: 1 }, text: 'A week too late.' },
    ]);
  });
});
