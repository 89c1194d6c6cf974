import { describe, expect, it } from 'vitest';
import { Secrets } from '../../aws/secrets.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import { sdkWith } from './sdk.ts';

const secretOf = (survey: string) => ({ customerKey: 'k'.repeat(24), sources: { survey: [survey] } });
const holding = (secret: unknown): Answer => ok({ SecretString: JSON.stringify(secret) });

/** The secret store, answering look-up after look-up; the last answer stays. */
const open = (...answers: Answer[]) => {
  let lookUps = 0;
  const secretsmanager = async (): Promise<Answer> => {
    lookUps += 1;
    return answers[Math.min(lookUps, answers.length) - 1] ?? fail('ResourceNotFoundException', '');
  };
  return { secrets: new Secrets('the-secret', sdkWith({ secretsmanager })), lookUps: () => lookUps };
};

const down = fail('AccessDeniedException', 'no');

describe('the deployment’s secret', () => {
  it('is looked up once in half a minute, however many forged requests come', async () => {
    const { secrets, lookUps } = open(holding(secretOf('a')));
    const flood = (nowMs: number) => Promise.all(Array.from({ length: 500 }, () => secrets.read(nowMs)));
    for (const nowMs of [1_000, 1_001, 15_000, 30_999]) await flood(nowMs);
    expect(lookUps()).toBe(1);
    await flood(31_000);
    expect(lookUps()).toBe(2);
  });

  it('is looked up no more often while the store cannot be reached', async () => {
    const { secrets, lookUps } = open(down);
    const flood = (nowMs: number) => Promise.allSettled(Array.from({ length: 500 }, () => secrets.read(nowMs)));
    for (const nowMs of [0, 1, 29_999]) await flood(nowMs);
    expect(lookUps()).toBe(1);
    await flood(30_000);
    expect(lookUps()).toBe(2);
  });

  it('works within half a minute of its rotation', async () => {
    const { secrets } = open(holding(secretOf('old')), holding(secretOf('new')));
    expect((await secrets.read(0)).sources).toEqual({ survey: ['old'] });
    expect((await secrets.read(30_000)).sources).toEqual({ survey: ['new'] });
  });

  it.each([
    ['cannot be reached', down],
    ['holds no JSON', ok({ SecretString: '{"customerKey": "half' })],
    ['holds something else', holding({ sources: {} })],
    ['holds bytes', ok({ SecretBinary: 'aaaa' })],
  ])('stays as it was while the store %s', async (_, answer) => {
    const { secrets } = open(holding(secretOf('a')), answer, holding(secretOf('b')));
    const read = [await secrets.read(0), await secrets.read(30_000), await secrets.read(60_000)];
    expect(read.map(({ sources }) => sources.survey)).toEqual([['a'], ['a'], ['b']]);
  });

  it.each([
    ['cannot be reached', down],
    ['holds a broken secret', ok({ SecretString: '{"customerKey": "hunter2' })],
    ['holds a secret of another shape', holding({ customerKey: 'hunter2', sources: { survey: 'hunter2' } })],
  ])(
    'is unavailable when it was never read because the store %s, and the error shows none of it',
    async (_, answer) => {
      const error = await open(answer)
        .secrets.read(0)
        .catch((thrown: Error) => thrown);
      expect(error).toBeInstanceOf(ServiceUnavailable);
      const { message, stack, cause } = error as Error;
      expect(`${message} ${stack} ${String(cause)} ${JSON.stringify(error)}`).not.toContain('hunter2');
    },
  );
});
