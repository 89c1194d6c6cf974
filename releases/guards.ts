// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape
type Properties = Readonly<Record<string, any>>;

/** A table has its guards in each replica of a GlobalTable, and in itself otherwise. */
const isOn = ({ Replicas, ...table }: Properties, guard: (properties: Properties) => unknown): boolean =>
  (Replicas ?? [table]).every((replica: Properties) => guard(replica) === true);

const isRecoverable = ({ PointInTimeRecoverySpecification: recovery }: Properties) =>
  recovery?.PointInTimeRecoveryEnabled;
const isProtected = ({ DeletionProtectionEnabled }: Properties) => DeletionProtectionEnabled;

/** The attribute by which items are forgotten. */
const forgetsBy = ({ TimeToLiveSpecification: { AttributeName, Enabled } = {} }: Properties): string | undefined =>
  Enabled === true ? AttributeName : undefined;

/** What a table loses in place, although each of its items is there afterwards. */
export const guardLosses = (before: Properties, after: Properties): string[] => {
  const [old, present] = [forgetsBy(before), forgetsBy(after)];
  const isTurnedOff = (guard: (properties: Properties) => unknown) => isOn(before, guard) && !isOn(after, guard);
  return [
    isTurnedOff(isRecoverable) ? 'point-in-time recovery is turned off, and the backups of its last 35 days go' : [],
    isTurnedOff(isProtected) ? 'its protection from deletion is turned off' : [],
    old !== undefined && old !== present ? `items are no longer forgotten by their attribute ${old}` : [],
  ].flat();
};
