import type { Source } from '../../core/journey/schema.ts';
import { columns } from './columns.ts';
import type { Connection, Missing } from './connection.ts';
import { type DeploymentOptions, sameOptions } from './shared.ts';

/** A source as it stands, ready to be printed. */
export interface SourceRow {
  readonly id: string;
  readonly channel: string;
  readonly active: boolean;
  readonly isWebhook: boolean;
  readonly addresses: readonly string[];
  readonly missing: readonly Missing[];
  /** The hour of its last signal, as an instant; absent before the first. */
  readonly lastHour?: string;
  /** When that was, in words. */
  readonly last: string;
  readonly questions: Source['questions'];
  readonly guide: Connection['channel']['guide'];
}

const placeOf = ({ addresses, isWebhook }: SourceRow): string => {
  if (addresses.length > 0) return addresses.join(' or ');
  return isWebhook ? 'to be had with its secret' : 'none: a rule brings its events, and is deployed with the stack';
};

const lackOf = (missing: readonly Missing[]): string[] =>
  missing.length === 0 ? [] : [`    lacks ${missing.map(({ what }) => what).join(', ')}`];

/** Every source in a line, and what it lacks; then what is left to do outside the stack. */
export const listOf = (
  rows: readonly SourceRow[],
  outstanding: readonly Missing[],
  options: DeploymentOptions,
): string[] => {
  const [head = '', ...lines] = columns([
    ['Source', 'Tool', 'Last signal', 'Address'],
    ...rows.map((row) => [row.id, row.guide.tool, row.active ? row.last : 'switched off', placeOf(row)]),
  ]);
  return [
    head,
    ...rows.flatMap(({ missing }, index) => [lines[index] ?? '', ...lackOf(missing)]),
    '',
    ...(outstanding.length === 0
      ? []
      : ['Left to do outside the stack', ...outstanding.flatMap(({ what, how }) => [`  - ${what}`, `    ${how}`]), '']),
    `One of them, step by step: npx listening-path sources SOURCE${sameOptions(options)}`,
    ...whereOf(options),
  ];
};

const whereOf = ({ stack }: DeploymentOptions): string[] =>
  stack === undefined
    ? ['Tools on the internet cannot reach this machine: --stack NAME says the addresses of a deployed stack.']
    : [];

const titled = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

const questionsOf = ({ questions, guide }: SourceRow): string[][] => {
  const map = Object.entries(questions).map(([key, role]) => `${key}: ${role}`);
  if (map.length > 0) return [['Question map', `{ ${map.join(', ')} }`]];
  if (guide.questions === 'none') return [];
  // What is needed stands below, with how to give it.
  return [['Question map', guide.questions === 'needed' ? 'none yet' : `none; optional. Keys: ${guide.questionKeys}`]];
};

const secretOf = ({ secret }: SourceRow['guide']): string[][] => {
  if (secret === undefined) return [];
  const { from, where } = secret;
  return [
    ['Secret', from === 'tool' ? `made by the tool; find it: ${where}` : `yours to choose; it goes into: ${where}`],
  ];
};

/** One source, with all it takes to connect it. */
export const stepsOf = (row: SourceRow, options: DeploymentOptions): string[] => {
  const { guide, missing } = row;
  const [address = 'the address', unsigned] = row.addresses;
  return [
    `${row.id}: ${guide.tool}${row.active ? '' : ' (switched off: active: false)'}`,
    '',
    ...columns([
      ['Address', placeOf({ ...row, addresses: row.addresses.slice(0, 1) })],
      ...(unsigned === undefined ? [] : [['', `${unsigned} if the account signs nothing`]]),
      ...secretOf(guide),
      ...questionsOf(row),
      ['Last signal', row.last],
    ]),
    ...titled(
      'To connect it',
      guide.steps.map((step, index) => `  ${index + 1}. ${step.replaceAll('{url}', address)}`),
    ),
    ...titled(
      'It lacks',
      missing.map(({ what, how }) => `  - ${what}: ${how}`),
    ),
    ...titled(
      'It brings',
      guide.brings.map((what) => `  - ${what}`),
    ),
    ...titled(
      'Not confirmed on a real account yet',
      (guide.unconfirmed ?? []).map((what) => `  - ${what}`),
    ),
    '',
    `More: ${guide.page}`,
    ...(row.isWebhook
      ? [
          `All there is to paste: npx listening-path secret ${row.id} show --reveal${sameOptions(options)}`,
          ...whereOf(options),
        ]
      : []),
  ];
};
