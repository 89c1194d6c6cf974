import type { Engine } from './engines/engine.ts';
import type { QueueEngine } from './engines/queue.ts';
import type { Metrics } from './metrics.ts';
import type { Template } from './template.ts';

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
/** What a table says that cannot keep up; in a transaction, as a reason, which is called otherwise. */
const refusals = /Throttling(Exception|Error)|ProvisionedThroughputExceeded/;

/** A table whose refused requests are counted as DynamoDB counts them. */
export const countingThrottles = (engine: Engine, TableName: string, metrics: Metrics): Engine => {
  return async (call) => {
    const answer = await engine(call);
    if (answer.status !== 200 && refusals.test(String(answer.body))) {
      // DynamoDB counts what an index refuses apart from what its table does, and says which it was.
      const index = call.input.IndexName ?? /index\/(\w+)/.exec(String(answer.body))?.[1];
      const dimensions = { TableName, ...(index && { GlobalSecondaryIndexName: index }) };
      const name = reads.has(call.operation) ? 'ReadThrottleEvents' : 'WriteThrottleEvents';
      metrics.put({ namespace: 'AWS/DynamoDB', name, dimensions }, [1]);
    }
    return answer;
  };
};

/** Makes what SQS says of its queues known. */
export const measureQueues = (template: Template, queue: QueueEngine, metrics: Metrics): void => {
  for (const { id } of template.ofType('AWS::SQS::Queue')) {
    const metric = (name: string) => ({ namespace: 'AWS/SQS', name, dimensions: { QueueName: id } });
    metrics.probe(metric('ApproximateAgeOfOldestMessage'), () => queue.oldestSeconds(id));
    metrics.probe(metric('ApproximateNumberOfMessagesVisible'), () => queue.toWorkOn(id));
  }
};
