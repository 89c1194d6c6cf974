import { describe, expect, it } from 'vitest';
import { activeSecrets, changeSecret, DeploymentSecret, type SecretChange, weaknessOf } from '../../core/secrets.ts';

const held: DeploymentSecret = {
  customerKey: 'k'.repeat(24),
  sources: { survey: ['now', 'before'], tickets: ['theirs'] },
  tokens: { tickets: 'token' },
  later: { field: true },
};
const changed = (change: SecretChange) => changeSecret(held, change);
const survey = (change: SecretChange) => changed(change).sources.survey;

describe('a change of one source’s secret', () => {
  it.each<[string, SecretChange, readonly string[]]>([
    ['set forgets those before', { kind: 'set', source: 'survey', value: 'new' }, ['new']],
    ['rotate keeps the last, and drops a third', { kind: 'rotate', source: 'survey', value: 'new' }, ['new', 'now']],
    ['rotate back swaps the two', { kind: 'rotate', source: 'survey', value: 'before' }, ['before', 'now']],
    ['rotate to the same changes nothing', { kind: 'rotate', source: 'survey', value: 'now' }, ['now', 'before']],
    ['finish drops the previous one', { kind: 'finish', source: 'survey' }, ['now']],
  ])('%s', (_, change, secrets) => {
    expect(survey(change)).toEqual(secrets);
  });

  it('leaves everything else as it was, fields of a later version included', () => {
    for (const kind of ['set', 'rotate'] as const) {
      const all = changed({ kind, source: 'survey', value: 'new' });
      expect({ ...all, sources: { ...all.sources, survey: held.sources.survey } }).toEqual(held);
    }
    expect(DeploymentSecret.parse(held)).toEqual(held);
  });

  it('of a source nobody knew gives it one', () => {
    expect(changed({ kind: 'rotate', source: 'new', value: 'first' }).sources.new).toEqual(['first']);
    expect(changed({ kind: 'finish', source: 'new' }).sources.new).toEqual([]);
  });

  it('keeps a token apart from the secrets', () => {
    const { sources, tokens } = changed({ kind: 'token', source: 'survey', value: 'abc' });
    expect([sources, tokens]).toEqual([held.sources, { tickets: 'token', survey: 'abc' }]);
  });

  it('never brings an empty one back', () => {
    const odd = { ...held, sources: { survey: ['', 'now'] } };
    expect(activeSecrets(odd, 'survey')).toEqual(['now']);
    expect(changeSecret(odd, { kind: 'rotate', source: 'survey', value: 'new' }).sources.survey).toEqual([
      'new',
      'now',
    ]);
  });
});

describe('a secret', () => {
  const ours = { secret: { from: 'us', where: '' } } as const;
  const theirs = { secret: { from: 'tool', where: '' } } as const;

  it('that is ours to choose has 128 bits: 22 characters of base64', () => {
    expect(weaknessOf('a'.repeat(21), ours)).toContain('could be guessed');
    expect(weaknessOf('a'.repeat(22), ours)).toBeUndefined();
    for (const pathToken of ['always', 'unsigned'] as const) {
      expect(weaknessOf('a'.repeat(21), { ...theirs, pathToken })).toContain('could be guessed');
    }
  });

  it('that the tool made is what it is, but for what came along when it was copied', () => {
    expect(weaknessOf('short', theirs)).toBeUndefined();
    expect(weaknessOf('', theirs)).toBe('is empty');
    for (const odd of ['one\ntwo', 'a\u0000b', 'a\u2028b'])
      expect(weaknessOf(odd, theirs)).toContain('more than one line');
  });
});
