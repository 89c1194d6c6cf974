import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { root, sampleJourney, smallPage, stackOf } from '../lib/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';

vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('docs/runbook.md');
const settings = { alarmAddress: 'operations@example.org', page: true };
const template = Template.fromStack(stackOf(sampleJourney(), settings, smallPage()));

// That every alarm's section is there: test/lib/alarms.test.ts.
describe('docs/runbook.md', () => {
  it('lists every alarm with its section', () => {
    const rows = [...page.matchAll(/^\| `(\w+)[\w-]*` \|.*\(#([\w-]+)\) \|$/gm)].map(([, name, section]) => ({
      name: `Alarms${name}`,
      section,
    }));
    const met = new Set<string>();
    for (const [id, { Properties }] of Object.entries(template.findResources('AWS::CloudWatch::Alarm'))) {
      const row = rows.find(({ name }) => id.startsWith(name));
      expect(Properties.AlarmDescription, id).toMatch(new RegExp(`#${row?.section}$`));
      met.add(row?.name ?? '');
    }
    expect(rows.map(({ name }) => name).filter((name) => !met.has(name))).toEqual([]);
  });

  it('finds parts of the stack that are there, each by the beginning of its id', () => {
    const { Resources } = template.toJSON();
    const looked = [...page.matchAll(/part (\$\{verb\})?(\w+) (AWS::\w+::\w+)/g)].flatMap(
      ([, each, name = '', type]) => {
        const verbs = /for verb in (.+); do/.exec(page)?.[1]?.split(' ') ?? [];
        return (each ? verbs : ['']).map((verb) => [`${verb}${name}`, type]);
      },
    );
    expect(looked.length).toBeGreaterThan(10);
    for (const [name = '', type] of looked) {
      const found = Object.keys(Resources).filter((id) => id.startsWith(name) && Resources[id].Type === type);
      expect(found, `${name} ${type}`).toHaveLength(1);
    }
    for (const [, id = ''] of page.matchAll(/^ {2}"(\w+[0-9A-F]{8})": \{/gm)) {
      expect(Resources[id]?.DeletionPolicy, id).toMatch(/^Retain/);
    }
    for (const [, output] of page.matchAll(/\$\(output (\w+)\)/g)) template.hasOutput(output ?? '', {});
  });

  it('asks the logs for what the functions write', () => {
    const asked = [...page.matchAll(/service = "(\w+)" and message = "([^"]+)"/g)];
    expect(asked.length).toBeGreaterThan(10);
    for (const [, verb, message] of asked) expect(read(`functions/${verb}.ts`)).toContain(`('${message}'`);
  });

  it('names graphs that the dashboard has', () => {
    const dashboard = read('lib/dashboard.ts');
    for (const [, number] of page.matchAll(/\b[Gg]raphs? (\d)/g)) expect(dashboard).toContain(`'${number} `);
  });
});

const commandOf = async (name: string): Promise<Command | undefined> => {
  const file = join(root, `bin/commands/${name}.ts`);
  const exported: object = await import(file).catch(() => ({}));
  return Object.values(exported).find((one) => one instanceof Command && one.name() === name);
};

/** Why a line is no command line, or nothing: each word has to be there, none is run. */
const faultOf = async (line: string): Promise<string | undefined> => {
  const [name = '', ...words] = line.split(' ');
  const command = await commandOf(name);
  if (command === undefined) return `there is no command ${name}`;
  const inner = command.commands.find((one) => one.name() === words[0]);
  const { options, registeredArguments } = inner ?? command;
  const plain: string[] = [];
  for (let at = inner ? 1 : 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const option = [...command.options, ...options].find(({ long }) => long === word);
    if (option === undefined && word !== '--help') return `${name} has no option ${word}`;
    if (option?.required) at += 1;
  }
  const needed = registeredArguments.filter(({ required }) => required).length;
  const most = registeredArguments.some(({ variadic }) => variadic) ? Infinity : registeredArguments.length;
  if (plain.length < needed || plain.length > most) return `${name} takes no ${plain.join(' ')}`;
  const wrong = plain.find((word, index) => registeredArguments[index]?.argChoices?.includes(word) === false);
  return wrong === undefined ? undefined : `${name} takes no ${wrong}`;
};

/** The command lines of a page, each in one line, without comments and what the shell does. */
const linesOf = (text: string): string[] =>
  [...text.replaceAll(/\\\n\s*/g, '').matchAll(/npx listening-path ([^`\n]+)/g)].map(([, line = '']) =>
    line
      .replaceAll(/"[^"]*"/g, 'QUOTED')
      .replace(/\s+[#<].*$/, '')
      .trim()
      .replaceAll(/\s+/g, ' '),
  );

describe.each(['README.md', ...globSync('docs/*.md', { cwd: root })])('%s', (file) => {
  it('names commands and options that are there', async () => {
    const faults = await Promise.all(linesOf(read(file)).map(async (line) => [line, await faultOf(line)]));
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });
});
