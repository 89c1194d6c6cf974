/** What an index, or the table itself, is sorted by and holds; an attribute's type belongs to it. */
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape
const indexesOf = ({ AttributeDefinitions = [], KeySchema, GlobalSecondaryIndexes = [] }: Record<string, any>) => {
  const typesOf = new Map<string, string>();
  for (const { AttributeName, AttributeType } of AttributeDefinitions) typesOf.set(AttributeName, AttributeType);
  const all = [{ IndexName: 'the key', KeySchema }, ...GlobalSecondaryIndexes];
  return new Map<string, string>(
    all.map(({ IndexName, KeySchema: keys = [], Projection }) => {
      const typed = keys.map((key: { AttributeName: string }) => ({ ...key, type: typesOf.get(key.AttributeName) }));
      return [IndexName, JSON.stringify([typed, Projection])];
    }),
  );
};

/**
 * DynamoDB changes no index that is there, and makes one at a time: CloudFormation says "in place", and then fails.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
 */
export const indexLosses = (before: Record<string, unknown>, after: Record<string, unknown>): string[] => {
  const [old, present] = [indexesOf(before), indexesOf(after)];
  const added = [...present.keys()].filter((name) => !old.has(name));
  const changed = [...old].flatMap(([name, shape]) => {
    if (!present.has(name)) return [`${name} is removed, which functions still read while the stack is upgraded`];
    return present.get(name) === shape ? [] : [`${name} has another shape, which only a new index can have`];
  });
  const tooMany = added.length > 1 ? [`${added.join(' and ')} are new, and one upgrade can make only one index`] : [];
  return [...changed, ...tooMany];
};
