import { readFileSync } from 'node:fs';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type LocalFunction, loadFunctions } from '../../local/functions.ts';
import { wishes } from './echo-function.ts';
import { changedSample, echoFunctions, enginesOf, ofType, type Resources, root } from './templates.ts';

interface Echo {
  readonly environment: Readonly<Record<string, string>>;
  readonly event: unknown;
  readonly remainingMs: number;
}

const load = async (change?: (resources: Resources) => void): Promise<LocalFunction> => {
  const [score] = await echoFunctions(change).functions.then((functions) => [...functions.values()]);
  if (score === undefined) throw new Error('the template has no function');
  return score;
};

/** The first function of the template is score's. */
const first = (resources: Resources) => ofType(resources, 'AWS::Lambda::Function')[0]?.Properties;

describe('a local function', () => {
  it('has the environment its template declares, by local names', async () => {
    const { environment } = (await (await load()).invoke({})) as Echo;
    expect(environment).toMatchObject({
      TABLE_NAME: expect.stringMatching(/^StoreTable/),
      QUEUE_URL: expect.stringMatching(/^https:\/\/sqs\..*\/ScoreQueue/),
      SECRET_ID: expect.stringMatching(/^arn:aws:secretsmanager:/),
    });
  });

  it('has another environment when its template declares another', async () => {
    const score = await load((resources) => {
      first(resources).Environment.Variables = { TABLE_NAME: 'elsewhere', GREETING: 'hello' };
    });
    expect(((await score.invoke({})) as Echo).environment).toEqual({ TABLE_NAME: 'elsewhere', GREETING: 'hello' });
  });

  it('finds under /opt what its layer holds', async () => {
    const { environment } = (await (await load()).invoke({})) as Echo;
    const journey = JSON.parse(readFileSync(environment.JOURNEY_FILE ?? '', 'utf8'));
    expect(journey.organisation.name).toBe('Faro Móvil');
  });

  it('is invoked with the event and told how long it has left', async () => {
    const { event, remainingMs } = (await (await load()).invoke({ some: 'event' })) as Echo;
    expect(event).toEqual({ some: 'event' });
    expect(remainingMs).toBeGreaterThan(29_000);
    expect(remainingMs).toBeLessThanOrEqual(30_000);
  });

  it('fails when it takes longer than its timeout', async () => {
    const score = await load((resources) => {
      first(resources).Timeout = 0.05;
    });
    wishes.push(() => sleepMs(1_000));
    await expect(score.invoke({})).rejects.toThrow('timed out after 0.05 s');
  });

  it('fails as its handler fails', async () => {
    wishes.push(() => Promise.reject(new Error('no such thing')));
    await expect((await load()).invoke({})).rejects.toThrow('no such thing');
  });

  it('is refused when its template names no source or mounts no layer', async () => {
    const sourceless = changedSample((resources) => {
      for (const one of ofType(resources, 'AWS::Lambda::Function')) delete one.Metadata;
    });
    await expect(loadFunctions(sourceless, root, enginesOf())).rejects.toThrow('does not name its source file');
    const bare = load((resources) => {
      delete first(resources).Layers;
    });
    await expect(bare).rejects.toThrow('has no layer for /opt/journey.json');
  });
});
