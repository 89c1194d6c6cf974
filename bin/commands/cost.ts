import { Command, Option } from 'commander';
import { knownChannels } from '../../core/channels/all.ts';
import { type Bill, billOf, type Choice, type Line, usualChoice } from '../../core/cost/bill.ts';
import { type Lever, leversOf } from '../../core/cost/levers.ts';
import { pricesOf } from '../../core/cost/prices.ts';
import { counted, grouped } from '../../core/counted.ts';
import { InvalidJourney, UsageError } from '../../core/errors.ts';
import { readJourney } from '../../core/journey/read.ts';
import { columns } from './columns.ts';
import { journeyOption, readText, shown } from './shared.ts';

interface CostOptions {
  readonly journey: string;
  readonly signals?: number;
  readonly texts: number;
  readonly characters: number;
  readonly freeTier?: true;
  readonly json?: true;
}

const usualSignals = [0, 10_000, 100_000, 1_000_000, 10_000_000];

/** Reads a number of an option, also one with commas or underscores between its digits. */
const numberOf =
  (option: string, isIn: (value: number) => boolean, what: string) =>
  (text: string): number => {
    const value = Number(text.replaceAll(/[_,](?=\d)/g, ''));
    if (text.trim() === '' || !isIn(value)) throw new UsageError(`${option}: "${text}" is not ${what}`);
    return value;
  };

const signalsOption = new Option(
  '--signals <number>',
  'signals a month (default: a table of 0 to 10 million)',
).argParser(numberOf('--signals', (value) => Number.isInteger(value) && value >= 0, 'a whole number from 0'));
const textsOption = new Option('--texts <percent>', 'of 100 signals, how many bring a text')
  .default(100 * usualChoice.textShare, `${100 * usualChoice.textShare}, as in the sample`)
  .argParser(numberOf('--texts', (value) => value >= 0 && value <= 100, 'a share from 0 to 100'));
const charactersOption = new Option('--characters <number>', 'how long a text is')
  .default(usualChoice.textCharacters, `${usualChoice.textCharacters}, as in the sample`)
  .argParser(numberOf('--characters', (value) => value >= 1 && value < Number.POSITIVE_INFINITY, 'a number from 1'));

export const costCommand = new Command('cost')
  .description('say what AWS takes a month, by service, and what would change it; nothing is asked of AWS')
  .addOption(signalsOption)
  .addOption(textsOption)
  .addOption(charactersOption)
  .option('--free-tier', 'take off what AWS gives every account for good, where nothing else uses it up')
  .addOption(journeyOption())
  .option('--json', 'print it as JSON')
  .addHelpText(
    'after',
    `
Example: listening-path cost
         listening-path cost --signals 250000 --texts 80 --characters 600

Every price with its page and its date is in core/cost/prices.ts; what is measured and what assumed in docs/cost.md.`,
  )
  .action((options: CostOptions) => {
    const read = readJourney(readText(options.journey), { fileName: options.journey, ...knownChannels });
    if (!read.ok) throw new InvalidJourney(read.problems);
    const { journey, deployment } = read;
    const choice: Choice = {
      ...usualChoice,
      isWatched: deployment.alarmAddress !== undefined,
      hasPage: deployment.page,
      logRetentionDays: deployment.logRetentionDays,
      textShare: options.texts / 100,
      textCharacters: options.characters,
      freeTier: options.freeTier === true,
    };
    const bills = (options.signals === undefined ? usualSignals : [options.signals]).map((signals) => ({
      ...billOf(journey, signals, choice),
      levers: leversOf(journey, signals, choice),
    }));
    if (options.json) {
      console.log(JSON.stringify({ prices: pricesOf, choice, bills }, null, 2));
      return;
    }
    const [only] = options.signals === undefined ? [] : bills;
    const lines = only ? billLines(only) : tableLines(bills);
    console.log([...lines, '', ...notes(options)].join('\n'));
  });

/** Cells of one column, to the right. */
const right = (cells: readonly string[]): string[] => {
  const width = Math.max(...cells.map((cell) => cell.length));
  return cells.map((cell) => cell.padStart(width));
};

/** Rows as columns: those named are texts, all others stand to the right. */
const aligned = (rows: readonly (readonly string[])[], ...texts: readonly number[]): string[] => {
  const cells = (rows[0] ?? []).map((_, index) => {
    const column = rows.map((row) => row[index] ?? '');
    return texts.includes(index) ? column : right(column);
  });
  return columns(rows.map((_, row) => cells.map((column) => column[row] ?? '')));
};

/** @example money(1234.5) // => '1,234.50' */
const money = (dollars: number): string => {
  if (dollars > 0 && dollars < 0.005) return '<0.01';
  return dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
};

/** @example unitsWords(0.0432) // => '0.043' */
const unitsWords = (units: number): string =>
  units.toLocaleString('en', { maximumFractionDigits: units < 1 ? 3 : units < 100 ? 1 : 0 });

/** @example priceWords({ price: 0.4, per: 1_000_000, … }) // => '$0.40 per million' */
const priceWords = ({ price, per }: Line): string => {
  const dollars = price.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  return `$${dollars} ${per === 1 ? 'each' : `per ${per === 1_000_000 ? 'million' : grouped(per)}`}`;
};

const lineCells = (line: Line): string[] => [
  line.service,
  line.what,
  unitsWords(line.units),
  line.unit,
  priceWords(line),
  money(line.dollars),
];

const lineRows = ({ lines, dollars }: Bill): string[] =>
  aligned(
    [
      ['Service', 'What', 'Units', '', 'Price', 'Dollars'],
      ...lines.map(lineCells),
      ['Total', '', '', '', '', money(dollars)],
    ],
    0,
    1,
    3,
    4,
  );

const leverRows = (levers: readonly Lever[]): string[] =>
  levers.length === 0
    ? []
    : [
        '',
        'What would change it, each alone, in dollars a month',
        ...aligned(
          levers.map(({ what, saves }) => [`  ${what}`, `${saves > 0 ? '-' : '+'}${money(Math.abs(saves))}`]),
          0,
        ),
      ];

const billLines = (bill: Bill & { readonly levers: readonly Lever[] }): string[] => [
  `$${money(bill.dollars)} a month for ${counted(bill.signals, 'signal')} a month`,
  '',
  ...lineRows(bill),
  ...leverRows(bill.levers),
];

const byService = ({ lines }: Bill, service: string): number =>
  lines.reduce((sum, line) => sum + (line.service === service ? line.dollars : 0), 0);

/** Bills side by side, and the first, of no signals, line by line. */
const tableLines = (bills: readonly Bill[]): string[] => {
  const services = [...new Set(bills.flatMap(({ lines }) => lines.map(({ service }) => service)))];
  const [idle] = bills;
  return [
    'Dollars a month, by signals a month',
    '',
    ...aligned(
      [
        ['Signals', ...bills.map(({ signals }) => grouped(signals))],
        ...services.map((service) => [service, ...bills.map((bill) => money(byService(bill, service)))]),
        ['Total', ...bills.map(({ dollars }) => money(dollars))],
      ],
      0,
    ),
    ...(idle ? ['', 'Of that, while no signal comes', '', ...lineRows(idle)] : []),
  ];
};

const notes = ({ journey, texts, characters, freeTier }: CostOptions): string[] => [
  `Prices: ${pricesOf.region}, as known on ${pricesOf.date} and not all confirmed (core/cost/prices.ts); other regions mostly take up to a quarter more.`,
  `Assumed: ${shown(journey)}; ${texts} % of signals bring a text of ${grouped(characters)} characters; they come one by one, evenly over the month.`,
  `Free tier: ${freeTier ? 'taken off, as if nothing else in the account used it' : 'not taken off; --free-tier does'}. Not in it: data that leaves AWS, support, taxes, rebuilds, retries, looking at the page.`,
];
