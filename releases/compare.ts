import { fullDiff, type ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { guardLosses } from './guards.ts';
import { indexLosses } from './indexes.ts';

/** A template of CloudFormation, as far as it is read here. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

interface Resource {
  readonly Type: string;
  // A template's own shape: what each type of resource has is CloudFormation's affair.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly Properties?: Readonly<Record<string, any>>;
}

export interface Upgrade {
  /** What would be gone for good, or what others rely on and would not find again: a sentence each. */
  readonly losses: readonly string[];
  /** All that it would do, in plain words. */
  readonly steps: readonly string[];
}

/** What goes when CloudFormation removes one of these or makes it anew. All other types are made anew unnoticed. */
const losses: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'every tool posts to its address, and every unsubscribe link leads there',
  'AWS::ApiGatewayV2::ApiMapping': 'the domain would lead nowhere meanwhile',
  'AWS::ApiGatewayV2::DomainName': 'a record in DNS points to it',
  'AWS::ApiGatewayV2::Route':
    'tools post to its path; and a new one of the same path cannot be made before the old one went',
  'AWS::ApiGatewayV2::Stage':
    'nothing answers without it; and a new one of its name cannot be made before the old one went',
  'AWS::CloudFront::Distribution': 'people know its address',
  'AWS::Cognito::UserPool': 'its people would have to be invited again',
  'AWS::Cognito::UserPoolDomain': 'people sign in at its address',
  'AWS::DynamoDB::GlobalTable': 'it holds every signal, every count and the ledger of the mails',
  'AWS::DynamoDB::Table': 'it holds every signal, every count and the ledger of the mails',
  'AWS::KMS::Key': 'what it encrypted could not be read again',
  'AWS::S3::Bucket': 'its objects would not be in the new one',
  'AWS::SecretsManager::Secret': 'it holds the secrets of all sources and the key that hides customer ids',
  'AWS::SES::EmailIdentity': 'no mail leaves until the sender is confirmed again',
  'AWS::SNS::Topic': 'alarms reach nobody until each address is confirmed again',
  'AWS::SQS::Queue': 'signals may wait in it',
};

/** What is lost although CloudFormation calls it a change in place. */
const lossesInPlace: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ApiGatewayV2::Route': { RouteKey: 'tools post to its path' },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-secretsmanager-secret.html
  'AWS::SecretsManager::Secret': {
    GenerateSecretString: 'Secrets Manager generates its value anew, over the secrets of all sources',
    SecretString: 'its value would be set anew, over the secrets of all sources',
  },
};

/** Outputs that come and go with the journey: the address of each source. */
const isOfSource = (output: string): boolean => output.startsWith('Hook');

/**
 * A template without what differs though nothing has changed, or changes with every line of code: the hashes of bundles
 * and layers, metadata, and what the CDK adds to count its users.
 */
export const normalised = (template: Template): Template => {
  const text = JSON.stringify(template, (key, value) => (key === 'Metadata' ? undefined : value));
  const { Resources, Outputs = {} } = JSON.parse(text.replaceAll(/\b[0-9a-f]{64}\b/g, 'hash')) as Template;
  const kept = Object.entries(Resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata');
  return { Resources: Object.fromEntries(kept), Outputs };
};

/**
 * What an upgrade from one template to the other does, and what it would lose.
 *
 * CloudFormation itself asks nobody: a changed key makes a new, empty table, and a moved construct another address for
 * every webhook. Which property replaces its resource is said by AWS's own specification.
 */
export const compare = (before: Template, after: Template): Upgrade => {
  const [old, present] = [normalised(before), normalised(after)];
  const differences = fullDiff(old, present);
  const lost: string[] = [];
  const steps: Step[] = [];
  differences.resources.forEachDifference((id, difference) => {
    const name = `${nameOf(difference)} ${id}`;
    const what = `${nameOf(difference)}${changedProperties(difference)}`;
    steps.push({ verb: verbs[difference.changeImpact], what, id });
    if (isLeftVerified(difference, present)) return;
    lost.push(...lossesOf(difference).map((loss) => `${name} ${loss}`));
  });
  for (const [id, { Type, Properties }] of Object.entries(old.Resources)) {
    const now = present.Resources[id];
    if (!isTable(Type) || now?.Properties === undefined) continue;
    const inPlace = [indexLosses, guardLosses].flatMap((lossesIn) => lossesIn(Properties ?? {}, now.Properties ?? {}));
    lost.push(...inPlace.map((loss) => `${shortType(Type)} ${id}: ${loss}`));
  }
  differences.outputs.forEachDifference((id, { isAddition, isRemoval }) => {
    steps.push({ verb: isAddition ? 'adds' : isRemoval ? 'removes' : 'changes', what: 'output', id });
    if (isRemoval && !isOfSource(id))
      lost.push(`Output ${id} is removed: the command line, and others, find the stack by it`);
  });
  return { losses: lost, steps: linesOf(steps) };
};

interface Step {
  readonly verb: string;
  readonly what: string;
  readonly id: string;
}

/** What happens alike to several of a kind is one line; ids are without the hash of their path. */
const linesOf = (steps: readonly Step[]): string[] =>
  Object.entries(Object.groupBy(steps, ({ verb, what }) => `${verb} ${what}`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike = []]) => {
      const [{ verb, what } = { verb: '', what: '' }] = alike;
      const count = alike.length > 1 ? `${alike.length} × ` : '';
      return `${verb} ${count}${what}: ${alike.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).join(', ')}`;
    });

const verbs: Readonly<Record<ResourceImpact, string>> = {
  [ResourceImpact.WILL_CREATE]: 'adds',
  [ResourceImpact.WILL_UPDATE]: 'changes',
  [ResourceImpact.WILL_REPLACE]: 'replaces',
  [ResourceImpact.MAY_REPLACE]: 'may replace',
  [ResourceImpact.WILL_DESTROY]: 'removes',
  [ResourceImpact.WILL_ORPHAN]: 'leaves behind',
  [ResourceImpact.WILL_IMPORT]: 'imports',
  [ResourceImpact.NO_CHANGE]: 'keeps',
};

const typeOf = ({ oldResourceType, newResourceType }: ResourceDifference) => oldResourceType ?? newResourceType ?? '';
const shortType = (type: string) => type.replace('AWS::', '').replaceAll('::', ' ');
const nameOf = (difference: ResourceDifference) => shortType(typeOf(difference));
const isTable = (type: string) => type === 'AWS::DynamoDB::GlobalTable' || type === 'AWS::DynamoDB::Table';

const changedNames = ({ propertyUpdates, otherChanges }: ResourceDifference): string[] =>
  Object.entries({ ...propertyUpdates, ...otherChanges }).flatMap(([name, { isDifferent }]) =>
    isDifferent ? [name] : [],
  );

const changedProperties = (difference: ResourceDifference): string =>
  difference.isAddition || difference.isRemoval ? '' : ` (${changedNames(difference).join(', ')})`;

/** A sender that the stack lets go stays verified, if another one of its name is not to be made beside it. */
const isLeftVerified = (difference: ResourceDifference, { Resources }: Template): boolean =>
  typeOf(difference) === 'AWS::SES::EmailIdentity' &&
  difference.changeImpact === ResourceImpact.WILL_ORPHAN &&
  Object.values(Resources).every(({ Type }) => Type !== typeOf(difference));

const lossesOf = (difference: ResourceDifference): string[] => {
  const type = typeOf(difference);
  const loss = losses[type];
  if (loss === undefined || difference.isAddition) return [];
  if (difference.isRemoval) return [`is removed: ${loss}`];
  const why = changedNames(difference).join(', ');
  if (difference.changeImpact === ResourceImpact.WILL_REPLACE) return [`is replaced (${why}): ${loss}`];
  if (difference.changeImpact === ResourceImpact.MAY_REPLACE) return [`may be replaced (${why}): ${loss}`];
  const inPlace = Object.entries(lossesInPlace[type] ?? {}).filter(([name]) => changedNames(difference).includes(name));
  return [
    ...inPlace.map(([name, what]) => `changes its ${name}: ${what}`),
    ...Object.entries(outlived).flatMap(([policy, whom]) => {
      const { oldValue, newValue } = difference.otherChanges[policy] ?? {};
      const isLetGo = isKept(oldValue) && !isKept(newValue);
      return isLetGo ? [`would no longer outlive its ${whom}: its ${policy} was ${oldValue}`] : [];
    }),
  ];
};

/** What a resource survives by each policy. */
const outlived = { DeletionPolicy: 'stack', UpdateReplacePolicy: 'replacement' } as const;
/** Whether a policy keeps what has stood once. */
const isKept = (policy: unknown): boolean => policy === 'Retain' || policy === 'RetainExceptOnCreate';
