import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { stackName } from '../../local/assembly.ts';
import type { Engine } from '../../local/engines/engine.ts';
import { createTables, TableServer, tableEngine } from '../../local/engines/table.ts';
import { Template } from '../../local/template.ts';

/** A table that is open: what answers for it, and its name. */
export interface OpenTable {
  readonly engine: Engine;
  readonly name: string;
  readonly close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** The table as the template declares it, in the embedded DynamoDB. */
export const openEmbedded = async (): Promise<OpenTable> => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-table-'));
  const server = await TableServer.start(root, join(folder, 'table.sqlite'));
  const template = new Template(inject('assemblyFolder'), stackName, { apiUrl: 'http://127.0.0.1' });
  await createTables(server.endpoint, template);
  const [table] = template.ofType('AWS::DynamoDB::GlobalTable');
  const close = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { engine: tableEngine(server.endpoint), name: table?.id ?? '', close };
};
