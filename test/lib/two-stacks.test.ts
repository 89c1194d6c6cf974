import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { normalised, type Template } from '../../releases/compare.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { root } from './stack.ts';

const readTemplate = (folder: string, stackName: string): Template =>
  JSON.parse(readFileSync(join(folder, `${stackName}.template.json`), 'utf8'));

/** Runs the app as `cdk deploy -c …` does, without bundles. */
const synthesizeWith = async (said: Readonly<Record<string, string>>): Promise<string> => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const folder = temporaryFolder();
  const all = JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [], ...said });
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: all };
  await promisify(execFile)(process.execPath, [join(root, 'bin/app.ts')], { cwd: root, env });
  return folder;
};

const synthesizeStage = async (stage: string): Promise<Template> =>
  readTemplate(await synthesizeWith({ stage, page: 'true' }), `ListeningPath-${stage}`);

let without: Template;
let blue: Template;
let green: Template;

beforeAll(async () => {
  without = readTemplate(inject('assemblyFolder'), 'ListeningPath');
  [blue, green] = await Promise.all([synthesizeStage('blue'), synthesizeStage('green')]);
});

/** Names within another resource of the same stack, and one that is only shown. */
const sharedNames = ['PolicyName', 'StageName', 'MetricName', 'DisplayName', 'GroupName'];

/** Whether CloudFormation would give it the same value in every stack: it refers to no resource of its own stack. */
const isFixed = (value: unknown): boolean =>
  !/"Ref":"(?!AWS::)|"Ref":"AWS::Stack|"Fn::GetAtt"/.test(JSON.stringify(value));

/** What has its name within another resource of the same stack. */
const namedWithin = ['AWS::ApiGatewayV2::Authorizer'];

/** CloudFront has the names of what it knows in all regions within this. */
const withinConfig = (Properties: object): [string, unknown][] =>
  Object.entries(Properties)
    .filter(([property]) => /Config$/.test(property))
    .flatMap(([, config]) => ((config as { Name?: unknown }).Name === undefined ? [] : [['Name', config.Name]]));

/** What a resource is called that has no name by CloudFormation: `type.property=value`. */
const fixedNames = ({ Resources, Outputs = {} }: Template): string[] => [
  ...Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
    Object.entries(namedWithin.includes(Type) ? {} : Properties)
      .filter(([property]) => /Name$/.test(property) && !sharedNames.includes(property))
      // These are called by what they are.
      .concat(Object.entries(Properties).filter(([property]) => ['EmailIdentity', 'Domain'].includes(property)))
      .concat(withinConfig(Properties))
      .filter(([, value]) => isFixed(value))
      .map(([property, value]) => `${Type}.${property}=${JSON.stringify(value)}`),
  ),
  ...Object.values(Outputs).flatMap((output) => {
    const { Export } = output as { Export?: unknown };
    return Export === undefined || !isFixed(Export) ? [] : [`export ${JSON.stringify(Export)}`];
  }),
];

const withoutItsName = (template: Template, stage: string): string =>
  JSON.stringify(normalised(template), null, 1)
    .replaceAll(`ListeningPath-${stage}`, 'STACK')
    // The CDK's mark of a bucket it fills hashes the path of who fills it.
    .replaceAll(/aws-cdk:cr-owned:[0-9a-f]{8}/g, 'aws-cdk:cr-owned')
    // Logical ids leave the dash out, and one of them hashes the stack's name.
    .replaceAll(new RegExp(`ListeningPath${stage}(\\w+?)[0-9A-F]{8,16}"`, 'g'), 'STACK$1"');

describe('two stacks of one account', () => {
  it('have no name in common that AWS knows only once', () => {
    const names = [without, blue, green].flatMap((template) => [...new Set(fixedNames(template))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('differ in nothing but what they are called', () => {
    expect(withoutItsName(blue, 'blue')).toBe(withoutItsName(green, 'green'));
  });

  it('send as the same sender, which only the one without a stage makes known to SES', () => {
    const senders = [without, blue, green].map(
      ({ Resources }) => Object.values(Resources).filter(({ Type }) => Type === 'AWS::SES::EmailIdentity').length,
    );
    expect(senders).toEqual([1, 0, 0]);
    const policies = Object.values(blue.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    const statements = policies.flatMap(({ Properties }) => Properties?.PolicyDocument.Statement);
    const sending = statements.filter(({ Action }) => Action.includes('ses:SendRawEmail'));
    expect(JSON.stringify(sending)).toContain('"ses:FromAddress":"listening@faromovil.example"');
  });
});

it('is called by its stage: another name, as it could be given once, makes no stack but an error', async () => {
  await expect(synthesizeWith({ stackName: 'Elsewhere' })).rejects.toThrow(/-c stackName: .* -c stage=dev deploys/);
});
