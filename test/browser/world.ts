import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { commit } from '../../aws/commit.ts';
import type { VerbatimsAnswer } from '../../core/map/api.ts';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import { LocalStack } from '../../local/stack.ts';
import { assembleFrom, root, sampleJourney } from '../e2e/assemble.ts';
import { scoreAll } from '../local/sample-rollups.ts';
import { crowdVoices, hostileVoices } from './voices.ts';

/** A Sunday: the last closed week of the sample began on 9 November. */
const now = '2026-11-22T09:00:00.000Z';
/** Of the two weeks that are compared. */
const firstDay = '2026-11-02';
const patience = { random: () => 0.5, sleepMs: async () => {} };
const signalsPerCommit = 100;

/** What tests are told of the world they look at. */
export interface World {
  /** Of the page, without a slash at the end. */
  readonly pageUrl: string;
  /** What the API said of the journey before anything was stored, by language. */
  readonly emptySheets: Readonly<Record<'en' | 'es', string>>;
  /** Somebody who said more than once where. */
  readonly customer: string;
}

const store = async (stack: LocalStack): Promise<void> => {
  const webhooks = sampleWebhooks(now).filter(({ at }) => at >= firstDay);
  const signals = [...scoreAll(webhooks, stack.journey), ...hostileVoices(), ...crowdVoices()];
  const table = stack.table();
  for (let from = 0; from < signals.length; from += signalsPerCommit) {
    const { busy, refused } = await commit(table, signals.slice(from, from + signalsPerCommit), patience);
    if (busy.length + refused.length > 0) throw new Error(`world: not stored: ${JSON.stringify({ busy, refused })}`);
  }
};

/** What tests are told of a world that is up. */
const fill = async (stack: LocalStack): Promise<World> => {
  const ask = async (path: string) => {
    const response = await fetch(`${stack.apiUrl}/api/${path}`);
    if (!response.ok) throw new Error(`world: ${path} answered ${response.status}: ${await response.text()}`);
    return response.text();
  };
  // Of a week no test asks for: what was read of a week is remembered for a moment.
  const emptyOf = (lang: 'en' | 'es') => ask(`map?period=2026-08-03&lang=${lang}`);
  const emptySheets = { en: await emptyOf('en'), es: await emptyOf('es') };
  await store(stack);
  const { verbatims }: VerbatimsAnswer = JSON.parse(await ask('verbatims?touchpoint=support-chat'));
  const customer = verbatims.find((voice) => voice.customer !== undefined)?.customer;
  if (customer === undefined) throw new Error('world: nobody whose story could be told wrote in the support chat');
  return { pageUrl: stack.apiUrl, emptySheets, customer };
};

/** The local run with the page in it, two weeks of the sample and what {@link crowdVoices} and {@link hostileVoices} say. */
export const openWorld = async (folder: string, assembly: string, port: number) => {
  const stack = await LocalStack.up({
    root,
    dataFolder: mkdtempSync(join(folder, 'world-')),
    journeyFile: sampleJourney,
    port,
    synthesize: assembleFrom(assembly),
  });
  const close = () => stack.down();
  try {
    await stack.serve(() => new Date(now));
    return { world: await fill(stack), close };
  } catch (error) {
    await close();
    throw error;
  }
};
