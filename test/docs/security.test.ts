import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { sourceMetadataKey } from '../../lib/source-metadata.ts';
import { root, sampleJourney, smallPage, stackOf } from '../lib/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';

vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const sections = page.split(/^(?=##)/m);

/** The tests a section names: files, each followed by titles. */
const testsIn = (section: string): [file: string, title: string][] => {
  let file = '';
  const found: [string, string][] = [];
  for (const [, path, title] of section.replaceAll(/\s+/g, ' ').matchAll(/`(test\/[\w/.-]+)`|"([^"]+)"/g)) {
    if (path !== undefined) file = path;
    else if (file !== '' && title !== undefined) found.push([file, title]);
  }
  return found;
};

/** What a role may do, as the page says it: actions, and the resource or the partitions they are about. */
const phrases = (actions: readonly string[], about: readonly string[]): string =>
  `${actions.toSorted().join(', ')} of ${about.toSorted().join(', ')}`;

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Resources by the name the page has for them; the first that fits counts. */
const resourceNames: readonly (readonly [RegExp, string])[] = [
  [/^"\*"$/, '*'],
  [/index\/GSI1/, 'GSI1'],
  [/index\/GSI2/, 'GSI2'],
  [/StoreTable/, 'the table'],
  [/ScoreQueue/, 'the queue'],
  [/ScoreDeadLetters/, 'the dead letters'],
  [/SchedulesDeadLetters/, 'the schedules’ dead letters'],
  [/Log[0-9A-F]{8}/, 'its log'],
  [/configuration-set/, 'the configuration set'],
  [/identity\//, 'the sender'],
  [/"Secrets/, 'the secret'],
];
const nameOf = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  return resourceNames.find(([pattern]) => pattern.test(text))?.[1] ?? text;
};

/** Every function has these, and the page says so once. */
const isShared = (action: string): boolean => /^(logs|xray):/.test(action);

const rightOf = ({ Action, Resource, Condition = {} }: Statement): string[] => {
  const actions = [Action].flat().filter((action) => !isShared(action));
  if (actions.length === 0) return [];
  const { StringEquals: _sender, ...byPartition } = Condition;
  const partitions = Object.values(byPartition).flatMap((keys) => Object.values(keys).flat());
  const about = partitions.length > 0 ? partitions : [...new Set([Resource].flat().map(nameOf))];
  return [
    phrases(
      actions.map((action) => action.split(':')[1] ?? ''),
      about,
    ),
  ];
};

describe('docs/security.md', () => {
  const tests = sections.flatMap(testsIn);

  it.each(tests)('names a test that is there: %s "%s"', (file, title) => {
    const isThere = existsSync(join(root, file));
    const text = isThere ? readFileSync(join(root, file), 'utf8') : '';
    // Its whole name; one for each of several may go on with a number.
    const isTitle = ["'", '"', '`'].some((quote) =>
      ['', ' (%#)'].some((end) => text.includes(`(${quote}${title}${end}${quote},`)),
    );
    expect([isThere, isTitle]).toEqual([true, true]);
  });

  it('names a test for every threat', () => {
    const [, threats = ''] = page.split('\n## Threats\n');
    const unproven = threats.split(/^### /m).filter((threat) => threat.trim() !== '' && testsIn(threat).length === 0);
    expect(unproven).toEqual([]);
  });

  it('says of each function exactly what its role may do', () => {
    const template = Template.fromStack(stackOf(sampleJourney(), {}, smallPage()));
    const policies = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const ours = functions.filter(({ Metadata }) => Metadata?.[sourceMetadataKey] !== undefined);
    const granted = ours.map(({ Metadata, Properties }) => {
      const role = Properties.Role['Fn::GetAtt'][0];
      const own = policies.filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === role));
      const statements: Statement[] = own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      const verb = /functions\/(\w+)\.ts/.exec(Metadata[sourceMetadataKey])?.[1] ?? '';
      return [verb, statements.flatMap(rightOf).toSorted()];
    });
    const said = [...page.matchAll(/^\| (\w+) \| (`.+`) \| .+ \|$/gm)].map(([, verb, may = '']) => [
      verb,
      [...may.matchAll(/`([^`]+) of ([^`]+)`/g)]
        .map(([, actions = '', about = '']) => phrases(actions.split(', '), about.split(', ')))
        .toSorted(),
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(granted));
  });
});
