import { setTimeout as sleepMs } from 'node:timers/promises';
import { TableServer } from '../../local/engines/table.ts';

/**
 * A process of its own that starts a table server and says where it is. On Ctrl-C it works on for a moment, as the local
 * run does with what it has begun, and ends with 0 when the server was there to the last.
 */
const [root = '', file = ''] = process.argv.slice(2);
const server = await TableServer.start(root, file);
process.once('SIGINT', async () => {
  await sleepMs(200);
  const answered = await fetch(server.endpoint).catch(() => undefined);
  await server.stop();
  process.exit(answered?.ok ? 0 : 1);
});
process.stdout.write(`${server.endpoint}\n`);
// The pipe to the server keeps no process alive.
setInterval(() => {}, 1_000);
