import type { LocalStack } from '../../local/stack.ts';

/** What every function may do that no call of its own shows. */
const usedElsewhere = [
  // Lambda writes the log and X-Ray's segments for the function.
  /^logs:(CreateLogStream|PutLogEvents) on /,
  /^xray:Put\w+ on \*$/,
  // Lambda puts there what failed three times: test/local/schedules.test.ts.
  /^sqs:SendMessage on SchedulesDeadLetters$/,
];

const nameOf = (right: string): string =>
  right.replace(/arn:aws:\w+:loopback-1:000000000000:(table\/|secret:)?/g, '').replace(/[0-9A-F]{8}(?=$|\/| )/g, '');

/**
 * The rights of a function that no call of these runs needed, `action on resource of partition` each: whoever grants one
 * shows here what for, or takes it back.
 */
export const unusedRights = (source: string, ...stacks: readonly LocalStack[]): string[] => {
  const unused = stacks.map((stack) => stack.functionFrom(source).role.unused());
  const [first = [], ...others] = unused;
  return first
    .filter((right) => others.every((other) => other.includes(right)))
    .map(nameOf)
    .filter((right) => !usedElsewhere.some((pattern) => pattern.test(right)));
};
