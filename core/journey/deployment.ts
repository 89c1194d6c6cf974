import { Deployment } from './schema.ts';
import { plainWords } from './wording.ts';

export type ReadDeployment =
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly problems: string[] };

/** A command line knows texts alone. */
const numberIn = (said: unknown): unknown =>
  typeof said === 'string' && /^\d+(\.\d+)?$/.test(said) ? Number(said) : said;

/**
 * How to deploy, with what the command line says for once instead: `cdk deploy -c stage=dev -c alarmAddress=`.
 *
 * @param saidFor what it says for a setting, undefined when nothing; an empty text takes back what the journey says
 */
export const deploymentWith = (written: Deployment, saidFor: (setting: string) => unknown): ReadDeployment => {
  const settings = Object.keys(Deployment.shape).flatMap((name): [string, unknown][] => {
    const said = saidFor(name);
    const value = said === undefined ? written[name as keyof Deployment] : numberIn(said);
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  const read = Deployment.safeParse(Object.fromEntries(settings), { error: plainWords });
  if (read.success) return { ok: true, deployment: read.data };
  return { ok: false, problems: read.error.issues.map(({ path, message }) => `-c ${path.join('.')}: ${message}`) };
};
