import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailRefused, ServiceUnavailable } from '../core/errors.ts';
import type { Sdk } from './clients.ts';

/** Sends finished mails with SES. */
export class Mail {
  readonly #client: SESv2Client;
  readonly #configurationSet: string | undefined;

  /** @param configurationSet says who is told what becomes of the mails */
  constructor(sdk: Sdk = {}, configurationSet?: string) {
    this.#configurationSet = configurationSet;
    // SendEmail has no request token: a retry of the SDK's own could be a second mail.
    this.#client = new SESv2Client({ ...sdk, maxAttempts: 1 });
  }

  /**
   * @param raw the whole MIME message; the bytes that were frozen are the bytes that leave
   * @param tag ties the delivery events to the ledger entry
   * @returns SES's id of the message
   * @throws {MailRefused} when SES answered that it did not take it
   * @throws {ServiceUnavailable} when nobody knows whether it did: there was no answer, or one of a fault of SES's own
   */
  async send(raw: Buffer, from: string, to: string, tag: string): Promise<string> {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      ConfigurationSetName: this.#configurationSet,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: raw } },
      EmailTags: [{ Name: 'ledger', Value: tag }],
    });
    const { MessageId = '' } = await this.#client.send(command).catch((cause: Error) => {
      if (!(cause instanceof SESv2ServiceException))
        throw new ServiceUnavailable(`mail: no answer from SES (${cause.name})`, { cause });
      const isRefusal = cause.$fault === 'client';
      throw new (isRefusal ? MailRefused : ServiceUnavailable)(`mail: SES answered ${cause.name}`, { cause });
    });
    return MessageId;
  }
}
