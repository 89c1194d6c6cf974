import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pathTokenOf } from '../../core/channels/path-token.ts';
import { type Delivery, dressed, type Example, signedLike } from '../core/channels/channel-contract.ts';
import { examples } from '../core/channels/examples.ts';
import { bodyLike, placesIn, replaceAt, valuesOf } from '../core/channels/mutants.ts';
import { down, openDoor } from './door.ts';

/**
 * Every field of every fixture carries, one after the other, something nobody may find in a log: as a text, as an
 * address, as a number, and as the name of a field.
 */
const canaries = ['canary-quill-7f3a', 'canary.quill@example.org', 70_707_070_707];
const seen = /canary|70707070707/i;

/** All that is written while these tests run, whoever writes it. */
const listen = () => {
  const lines: string[] = [];
  const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return lines;
};

/** The good delivery with one value, or the name of one field, replaced; signed as the tool would sign it. */
const planted = (example: Example): Delivery[] => {
  const { good } = example;
  const values = valuesOf(good.body);
  const changed = placesIn(values).flatMap((place, index) => {
    const canary = canaries[index % canaries.length];
    const renamed = replaceAt(values, place.slice(0, -1), { 'canary-quill-7f3a': canary });
    return [replaceAt(values, place, canary), renamed];
  });
  const bodies = [...changed.map((value) => bodyLike(good.body, value)), Buffer.from('{"canary-quill-7f3a": ')];
  return bodies.map((body) => signedLike(example, body));
};

/** Forgeries whose proof is the canary. */
const forged = ({ good }: Example): Delivery[] => [
  ...Object.keys(good.headers).map((name) => dressed(good, { [name]: 'canary-quill-7f3a' })),
  { ...good, pathToken: 'canary-quill-7f3a' },
  { ...good, url: 'https://listen.faromovil.example/hooks/canary-quill-7f3a?canary=canary-quill-7f3a' },
];

describe.each(Object.entries(examples))('%s', (_name, example) => {
  beforeEach(() => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
    vi.useFakeTimers({ toFake: ['Date'], now: example.signedAtMs });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('leaves no trace of a body, a signature, a token or an address in the log, whatever becomes of it', async () => {
    const lines = listen();
    const door = openDoor(example);
    const statuses = new Set<number | undefined>();
    for (const delivery of [...planted(example), ...forged(example)])
      statuses.add((await door.post(delivery)).statusCode);
    await door.post({ ...example.good, method: 'PUT' });
    await door.post(example.good, { source: 'canary-quill-7f3a' });
    await door.post({ ...example.good, body: Buffer.alloc(example.channel.maxBytes + 1, 'canary-quill-7f3a ') });
    door.fails = { sqs: down };
    for (const delivery of [example.good, ...planted(example).slice(0, 5)])
      statuses.add((await door.post(delivery)).statusCode);
    const secretive = openDoor({ ...example, secret: 'canary-quill-7f3a-secret' });
    await secretive.post(example.good);
    vi.restoreAllMocks();

    expect(statuses).toContain(example.channel.accepted.status);
    expect(statuses).toContain(503);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => seen.test(line))).toEqual([]);
    const ownProofs = [example.secret, pathTokenOf(example.secret), ...Object.values(example.good.headers)];
    const telling = ownProofs.filter((proof) => proof.length > 16 && !proof.includes('/'));
    for (const proof of telling) expect(lines.join('')).not.toContain(proof);
  });
});
