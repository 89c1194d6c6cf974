import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { becameOf, type LedgerEntry, ledgerTag, noteOf, readLedgerTag, testTag } from '../../../core/digest/ledger.ts';

const due = '2026-03-09T07:00:00Z';
const [ana, ben] = ['ana@faro.example', 'Ben+digest@faro.example'];

describe('a ledger tag', () => {
  const times = fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2099-01-01') });
  const audiences = fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

  it('leads back to the mail it names, to whoever of these people it went', () => {
    fc.assert(
      fc.property(times, fc.boolean(), audiences, fc.emailAddress(), (time, hasMillis, audience, recipient) => {
        const iso = time.toISOString();
        const scheduledTime = hasMillis ? iso : iso.replace(/\.\d{3}Z$/, 'Z');
        const name = { audience, scheduledTime, recipient };
        expect(readLedgerTag(ledgerTag(audience, scheduledTime, recipient), [ana, recipient, ben])).toEqual(name);
      }),
    );
  });

  it('leads nowhere when it is a test’s, somebody else’s, or nobody’s', () => {
    expect(readLedgerTag(ledgerTag('care', due, ana), [ben])).toBeUndefined();
    expect(readLedgerTag(testTag('care', due, ana, 1), [ana])).toBeUndefined();
    for (const tag of ['', 'care', 'care_2026-03-09', 'newsletter_of_may_1', 'a_b_c_d']) {
      expect(readLedgerTag(tag, [ana, ben]), tag).toBeUndefined();
    }
  });
});

const news = { atMs: 5, messageId: 'ses-1', takenAtMs: 3 };

describe('what became of a mail', () => {
  it.each(['FROZEN', 'SENDING'] as const)('says that it was sent, when the ledger still held it as %s', (state) => {
    expect(noteOf({ state }, { ...news, fate: 'delivered' })).toEqual({
      state: 'SENT',
      messageId: 'ses-1',
      sentAtMs: 3,
      deliveredAtMs: 5,
    });
  });

  it('adds to what was sent, and says nothing twice, nor of a mail that nobody wanted', () => {
    expect(noteOf({ state: 'SENT' }, { ...news, fate: 'bounced' })).toEqual({ bouncedAtMs: 5 });
    expect(noteOf({ state: 'SENT', bouncedAtMs: 4 }, { ...news, fate: 'bounced' })).toBeUndefined();
    expect(noteOf({ state: 'UNSUBSCRIBED' }, { ...news, fate: 'delivered' })).toBeUndefined();
  });

  it.each<[string, Partial<LedgerEntry>, string]>([
    ['that it left, before SES told', {}, 'SENT'],
    ['that it left, though a machine answered', { deliveredAtMs: 1, softBouncedAtMs: 2 }, 'SENT'],
    ['that a mailbox was full', { softBouncedAtMs: 2 }, 'softBounced'],
    ['that it came back', { softBouncedAtMs: 1, bouncedAtMs: 2 }, 'bounced'],
    ['that its reader complained, though it arrived', { complainedAtMs: 1, deliveredAtMs: 2 }, 'complained'],
  ])('is, in the end, %s', (_, times, fate) => {
    expect(becameOf({ state: 'SENT', ...times })).toBe(fate);
  });
});
