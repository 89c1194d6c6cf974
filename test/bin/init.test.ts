import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answers, journeyText } from '../../bin/commands/init-journey.ts';
import { answersOf } from '../../bin/commands/init-questions.ts';
import { channels } from '../../core/channels/all.ts';
import { readJourney } from '../../core/journey/read.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { runWarm } from './command-line.ts';

const files = { own: 'my-journey.yaml', schema: './journey.schema.json' };
const answers: Answers = {
  name: 'Acme',
  locale: 'en',
  timeZone: 'Europe/Madrid',
  currency: 'EUR',
  email: 'ines@acme.example',
  stages: [
    { name: 'Buy', places: ['Checkout', 'Payment'] },
    { name: 'Get help', places: ['Atención al cliente'] },
  ],
};

const read = (text: string) => readJourney(text, { fileName: files.own, channels: Object.keys(channels) });
const journeyOf = (text: string) => {
  const result = read(text);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.journey;
};
const touchpointsOf = (text: string) =>
  journeyOf(text).journeys.flatMap(({ stages }) => stages.flatMap(({ touchpoints }) => touchpoints));

/** The file as it is once somebody has removed the # of every example in it. */
const withExamples = (text: string): string => text.replaceAll(/^( *)# ?(?= *(- \{|- id:|[a-zA-Z]+: ?[^ ]*))/gm, '$1');

describe('the journey init writes', () => {
  it('passes check, with a source, an owner and a weekly digest', () => {
    const { owners, sources, digests } = journeyOf(journeyText(answers, files));
    expect(owners.map(({ email }) => email)).toEqual([answers.email]);
    expect(sources).toMatchObject([{ id: 'own-systems', channel: 'generic', defaultTouchpoint: 'checkout' }]);
    expect(digests).toMatchObject([{ cadence: 'weekly', recipients: [answers.email] }]);
  });

  it('forgets what customers said after two years and a month, and says why', () => {
    const text = journeyText(answers, files);
    expect(journeyOf(text).organisation.retentionDays).toBe(760);
    expect(text).toMatch(/# How long what customers said is kept[\s\S]*Counts stay for good/);
  });

  it('makes ids of names: accents go, doubles are numbered, and names without a Latin letter get one', () => {
    const places = ['Atención al cliente', 'Atencion al Cliente', '🙂', '24 h', '店'];
    const text = journeyText({ ...answers, stages: [{ name: 'Ayuda', places }] }, files);
    expect(touchpointsOf(text).map(({ id }) => id)).toEqual([
      'atencion-al-cliente',
      'atencion-al-cliente-2',
      'place',
      'place-24-h',
      'place-2',
    ]);
  });

  it.each([
    'He said "no"',
    "L'Oréal: #1, really",
    '{ curly } [square] & *star* !bang',
    'no',
    'null',
    '2026-03-02',
    '- dash',
    'back\\slash % @ `tick`',
    '🙂🙃',
    'Ñandú',
    'x'.repeat(200),
    `${'é'.repeat(199)}:`,
  ])('keeps an odd name to the letter: %s', (name) => {
    const text = journeyText({ ...answers, name, stages: [{ name, places: [name, name] }] }, files);
    expect(journeyOf(text).organisation.name).toBe(name);
    expect(touchpointsOf(text).map((touchpoint) => touchpoint.name)).toEqual([name, name]);
  });

  it.each(['en', 'es'] as const)(
    'has examples that pass check too once their # is gone, one for each channel: %s',
    (locale) => {
      const text = withExamples(journeyText({ ...answers, locale }, files));
      const { sources, segments, themes, owners } = journeyOf(text);
      expect(new Set(sources.map(({ channel }) => channel))).toEqual(new Set(Object.keys(channels)));
      expect([segments.length, themes.length, owners.length]).toEqual([1, 1, 2]);
    },
  );
});

describe('the questions', () => {
  /** Answers questions in order, and keeps what was asked and told. */
  const talk = async (replies: readonly string[], flags = {}) => {
    const left = [...replies];
    const said: string[] = [];
    const ask = async (question: string) => {
      said.push(question);
      return left.shift() ?? '';
    };
    return { answers: await answersOf(flags, ask, (text) => said.push(text)), said: said.join('\n') };
  };

  it('propose what is usual, in the language of the digest', async () => {
    const { answers: got, said } = await talk(['Acme', 'ines@acme.example', 'es', 'Europe/Madrid']);
    expect(got).toMatchObject({ name: 'Acme', locale: 'es', timeZone: 'Europe/Madrid', currency: 'EUR' });
    expect(got.stages.flatMap(({ places }) => places)).toContain('Atención al cliente');
    expect(said).toContain('Pedir ayuda [Atención al cliente, Reclamaciones]');
  });

  it('are put again after an answer that cannot be, with how to mend it', async () => {
    const { answers: got, said } = await talk([
      '',
      'Acme',
      'ines',
      'ines@acme.example',
      'fr',
      'en',
      'madrid',
      'Europe/Madrid',
    ]);
    expect(got).toMatchObject({ name: 'Acme', email: 'ines@acme.example', locale: 'en', timeZone: 'Europe/Madrid' });
    expect(said).toMatch(
      /must not be empty[\s\S]*must be an e-mail[\s\S]*must be en or es[\s\S]*did you mean `Europe\/Madrid`/,
    );
  });

  it('leave out what a flag has said, and a stage without touchpoints', async () => {
    const flags = {
      organisation: 'Acme',
      email: 'ines@acme.example',
      language: 'en',
      timeZone: 'UTC',
      currency: 'USD',
    };
    const { answers: got } = await talk(['-', 'Cart, Payment'], flags);
    expect(got.stages[0]).toEqual({ name: 'Buy', places: ['Cart', 'Payment'] });
    expect(got.stages).toHaveLength(5);
  });
});

describe('listening-path init', () => {
  const needed = ['--organisation', 'Zapatería Núñez', '--email', 'ana@nunez.example'];

  it('writes a file that check finds nothing wrong with, and says what comes next', async () => {
    const folder = temporaryFolder();
    const stages = ['--stage', 'Comprar: Tienda, Web', '--stage', 'Ayuda: Atención al cliente'];
    const { code, output } = await runWarm(['init', ...needed, '--language', 'es', ...stages], { cwd: folder });
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('start --journey my-journey.yaml'),
    });
    expect(await runWarm(['check', 'my-journey.yaml'], { cwd: folder })).toMatchObject({
      code: 0,
      output: expect.stringContaining('touchpoints: 3, sources: 1, digests: 1'),
    });
  });

  it('never replaces a file unless told to', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'my-journey.yaml');
    writeFileSync(file, 'mine');
    expect(await runWarm(['init', ...needed], { cwd: folder })).toMatchObject({
      code: 2,
      output: expect.stringContaining('is there already; add --force'),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await runWarm(['init', ...needed, '--force'], { cwd: folder })).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('Zapatería Núñez');
  });

  it('prints the journey instead with --print', async () => {
    const folder = temporaryFolder();
    const { output } = await runWarm(['init', ...needed, '--print'], { cwd: folder });
    expect(journeyOf(output).organisation.name).toBe('Zapatería Núñez');
    expect(existsSync(join(folder, 'my-journey.yaml'))).toBe(false);
  });

  it.each([
    [['--organisation', 'Acme'], '--email: needed'],
    [
      [...needed, '--time-zone', 'Madrid'],
      '--time-zone: there is no time zone `Madrid`: did you mean `Europe/Madrid`?',
    ],
    [[...needed, '--currency', 'EURO'], '--currency: must be an ISO 4217 code'],
    [[...needed, '--language', 'fr'], '--language: must be en or es'],
    [[...needed, '--stage', 'Buy'], '--stage: must be a stage and its touchpoints'],
    [['--organisation', 'x'.repeat(201), '--email', 'a@b.example'], '--organisation: must have at most 200 characters'],
  ])('ends with 2 and says how to mend it: %j', async (words, mend) => {
    const folder = temporaryFolder();
    expect(await runWarm(['init', ...words], { cwd: folder })).toMatchObject({
      code: 2,
      output: expect.stringContaining(mend),
    });
    expect(existsSync(join(folder, 'my-journey.yaml'))).toBe(false);
  });

  it('has help', async () => {
    expect(await runWarm(['init', '--help'])).toMatchObject({ code: 0, output: expect.stringContaining('--stage') });
  });
});
