import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import type { RebuildPart } from '../../core/rebuild.ts';
import { sampleTemplate } from '../local/templates.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { sampleJourney, stackOf } from './stack.ts';
import { type Definition, type Outside, runMachine } from './state-machine.ts';

vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const [machine] = sampleTemplate().ofType('AWS::StepFunctions::StateMachine');
const definition: Definition & Record<string, unknown> = JSON.parse(machine?.properties.DefinitionString);
const statesOf = async (invoke: Outside['invoke']) => {
  const entered: string[] = [];
  const ended = await runMachine(definition, {}, { invoke, entered: (state) => entered.push(state) });
  return { ...ended, entered, passes: entered.filter((state) => state === 'Pass').length };
};
const asPart = (payload: unknown) => payload as RebuildPart;

describe('the machine that rebuilds', () => {
  it('goes through every part of the table until a pass finds none', async () => {
    const seen: RebuildPart[] = [];
    const { status, output, passes } = await statesOf(async (_, payload) => {
      const part = asPart(payload);
      seen.push(part);
      // The third pass finds nothing any more.
      const found = seen.length <= 2 * part.segments ? 1 : 0;
      return { ...part, found, recommitted: found };
    });
    const parts = seen[0]?.segments ?? 0;
    expect(parts).toBeGreaterThan(1);
    expect([status, passes, seen.length]).toEqual(['SUCCEEDED', 3, 3 * parts]);
    expect(output).toEqual({ passes: 3, found: 0, recommittedNow: 0, recommitted: 2 * parts });
    const firstPass = seen.slice(0, parts).map(({ segment, segments }) => [segment, segments]);
    expect(firstPass).toEqual(Array.from({ length: parts }, (_, segment) => [segment, parts]));
  });

  it('hands a part back to the function as it came, until it comes back without a key to go on after', async () => {
    const seen: RebuildPart[] = [];
    const startKey = { PK: 'F#source#1', SK: 'answers' };
    const { status } = await statesOf(async (_, payload) => {
      const part = asPart(payload);
      if (part.segment === 3) seen.push(part);
      return part.segment === 3 && seen.length < 3
        ? { ...part, startKey, found: seen.length, recommitted: 1 }
        : { ...part, startKey: undefined, found: 0, recommitted: 0 };
    });
    expect(status).toBe('SUCCEEDED');
    const place = { segment: 3, segments: expect.any(Number) };
    expect(seen).toEqual([
      place,
      { ...place, startKey, found: 1, recommitted: 1 },
      { ...place, startKey, found: 2, recommitted: 1 },
    ]);
  });

  it('tries a part again that failed, and fails when it keeps failing', async () => {
    let tries = 0;
    const failing = (times: number) => async (_: string, payload: unknown) => {
      if (asPart(payload).segment === 0 && tries++ < times) throw new Error('table: throttled');
      return { ...asPart(payload), found: 0, recommitted: 0 };
    };
    expect(await statesOf(failing(4))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await statesOf(failing(1_000))).toMatchObject({ status: 'FAILED', cause: 'table: throttled' });
  });

  it('ends when a pass can do nothing for what it finds, and says how many are left', async () => {
    const ended = await statesOf(async (_, payload) => ({ ...asPart(payload), found: 1, recommitted: 0 }));
    expect(ended).toMatchObject({ status: 'FAILED', error: 'SomeAreLeft', passes: 1 });
    expect(JSON.parse(ended.cause ?? '')).toEqual({ passes: 1, found: 32, recommittedNow: 0, recommitted: 0 });
  });

  it('waits before each pass until no function that was working then can still store by the map before', async () => {
    const { entered } = await statesOf(async (_, payload) => ({ ...asPart(payload), found: 0, recommitted: 0 }));
    expect(entered.filter((state) => /^(Wait|Pass)/.test(state))).toEqual(['WaitForOlderWorkers', 'Pass']);
    const timeouts = sampleTemplate()
      .ofType('AWS::Lambda::Function')
      .filter(({ metadata }) => metadata['listening-path:source'] === 'functions/score.ts')
      .map(({ properties }) => properties.Timeout);
    expect(definition.States.WaitForOlderWorkers?.Seconds).toBeGreaterThan(Math.max(...timeouts));
  });

  it('is a standard one that works on few parts at once, and may invoke its own function and no other', () => {
    expect(definition).toMatchObject({ QueryLanguage: 'JSONata' });
    expect(definition.States.Pass).toMatchObject({
      MaxConcurrency: 4,
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    });
    const template = Template.fromStack(stackOf(sampleJourney()));
    const [id] = Object.keys(
      template.findResources('AWS::Lambda::Function', {
        Metadata: { 'listening-path:source': 'functions/rebuild.ts' },
      }),
    );
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', { StateMachineType: 'STANDARD' });
    const Arn = { 'Fn::GetAtt': [id, 'Arn'] };
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^RebuildMachineRole') }],
      PolicyDocument: {
        Statement: [
          { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: [Arn, { 'Fn::Join': ['', [Arn, ':*']] }] },
        ],
      },
    });
  });
});
