import { describe, expect, it } from 'vitest';
import { figuresIn } from '../../../core/digest/figures.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { customerOf } from '../../../core/map/customer.ts';
import { read, smallJourney } from '../journey/small-journey.ts';
import { scored } from '../metrics/scored-signal.ts';

const small = read(smallJourney);
if (!small.ok) throw new Error('the small journey is good');
const { journey } = small;

/** What a story says of one signal's measures. */
const said = (
  locale: 'en' | 'es',
  measures: Readonly<Record<string, number>>,
  commitments: Readonly<Record<string, 'kept' | 'missed'>> = {},
) => {
  const signal = scored({ kind: 'operational', touchpoint: 'help-desk', medium: 'phone', measures, commitments });
  const known = { customers: ['a'.repeat(32)], told: [{ object: '1', signal }] };
  const { steps } = customerOf(known, { journey, map: compileMap(journey), locale, tells: () => true });
  return steps[0]?.said.map((words) => words.replaceAll('\u00a0', ' '));
};

describe('what was measured', () => {
  it('is said in the reader’s language, with the promise it broke', () => {
    const measures = { waitSeconds: 90, callSeconds: 600, missedCalls: 1 };
    const commitments = { waitSeconds: 'missed' } as const;
    expect(said('es', measures, commitments)).toEqual([
      'llamada 10 minutos',
      '1 llamada perdida',
      'espera 90 segundos (incumplido)',
    ]);
    expect(said('en', measures, commitments)).toEqual([
      'call 10 minutes',
      '1 missed call',
      'wait 90 seconds (promise missed)',
    ]);
    expect(said('es', { missedCalls: 3, chatWaitSeconds: 40 })).toEqual([
      'espera en el chat 40 segundos',
      '3 llamadas perdidas',
    ]);
  });

  it('has a name without its unit, where that stands apart', () => {
    const names = (locale: 'en' | 'es') => ['waitSeconds', 'missedCalls', 'openTickets'].map(figuresIn(locale).measure);
    expect(names('en')).toEqual(['wait', 'missed calls', 'open tickets']);
    expect(names('es')).toEqual(['espera', 'llamadas perdidas', 'open tickets']);
  });

  it('is said in its own words where there are no others', () => {
    expect(said('es', { openTickets: 3, queueMinutes: 5 })).toEqual(['3 open tickets', 'queue 5 minutos']);
  });
});
