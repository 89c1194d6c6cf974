import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, type Call, fail, notKnown, ok } from './engine.ts';

/** SES, which keeps every mail as a file to open: the bytes are those SES would send. */
export const mailEngine = (outbox: string) => {
  mkdirSync(outbox, { recursive: true });
  return async ({ operation, input }: Call): Promise<Answer> => {
    if (operation !== 'SendEmail') return notKnown('SES', operation);
    if (input.Content?.Raw?.Data === undefined) return fail('BadRequestException', 'only raw mails are known here');
    const ledger = (input.EmailTags as { Name: string; Value: string }[]).find(({ Name }) => Name === 'ledger')?.Value;
    const MessageId = randomUUID();
    writeFileSync(join(outbox, `${ledger ?? MessageId}.eml`), Buffer.from(input.Content.Raw.Data, 'base64'));
    return ok({ MessageId });
  };
};
