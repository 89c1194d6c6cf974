import { writeSync } from 'node:fs';
import { QueueEngine } from '../../local/engines/queue.ts';

/** A process of its own that sends numbered messages to a queue file and prints each once it is acknowledged. */
const [file = '', count = ''] = process.argv.slice(2);
const engine = new QueueEngine(file, [{ name: 'queue', visibilityTimeoutSeconds: 30 }]);
for (let sent = 0; sent < Number(count); sent += 1) {
  const Entries = [{ Id: '0', MessageBody: `message ${sent}` }];
  await engine.answer({
    operation: 'SendMessageBatch',
    input: { QueueUrl: 'https://sqs/queue', Entries },
    raw: new Uint8Array(),
    headers: {},
  });
  writeSync(1, `message ${sent}\n`);
}
