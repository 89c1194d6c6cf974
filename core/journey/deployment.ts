import { Deployment } from './schema.ts';
import { plainWords } from './wording.ts';

export type ReadDeployment =
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly problems: string[] };

/** A command line knows texts alone. */
const valueIn = (said: unknown): unknown => {
  if (said === 'true' || said === 'false') return said === 'true';
  return typeof said === 'string' && /^\d+(\.\d+)?$/.test(said) ? Number(said) : said;
};

/**
 * How to deploy, with what the command line says for once instead: `cdk deploy -c stage=dev -c alarmAddress=`.
 *
 * @param saidFor what it says for a setting, undefined when nothing; an empty text takes back what the journey says
 */
export const deploymentWith = (written: Deployment, saidFor: (setting: string) => unknown): ReadDeployment => {
  const settings = Object.keys(Deployment.shape).flatMap((name): [string, unknown][] => {
    const said = saidFor(name);
    const value = said === undefined ? written[name as keyof Deployment] : valueIn(said);
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  const read = Deployment.safeParse(Object.fromEntries(settings), { error: plainWords });
  if (read.success) return { ok: true, deployment: read.data };
  return { ok: false, problems: read.error.issues.map(({ path, message }) => `-c ${path.join('.')}: ${message}`) };
};

/** Where Comprehend is, as of 2026-09: https://docs.aws.amazon.com/general/latest/gr/comprehend.html */
const comprehendRegions = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'us-gov-west-1', 'ca-central-1'],
  ...['eu-west-1', 'eu-west-2', 'eu-central-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
];

/** What would deploy and not work, as far as anybody can know beforehand. A warning: AWS opens regions. */
export const doubtsAbout = ({ region }: Deployment): string[] =>
  region === undefined || comprehendRegions.includes(region)
    ? []
    : [`region: Comprehend was not in ${region} in September 2026, and without it no text is read; eu-west-1 has it`];
