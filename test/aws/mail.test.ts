import { describe, expect, it } from 'vitest';
import { Mail } from '../../aws/mail.ts';
import { MailRefused, ServiceUnavailable } from '../../core/errors.ts';
import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import { connectionReset, sdkWith } from './sdk.ts';
import { holdTime, withoutWaiting } from './time.ts';

holdTime();

const raw = Buffer.from('Subject: =?utf-8?q?A=C3=B1o?=\r\n\r\nbody\u0000\u00ff', 'latin1');

const send = async (answers: () => Answer, configurationSet?: string) => {
  const inputs: { Content: { Raw: { Data: string } }; ConfigurationSetName?: string }[] = [];
  const email = async ({ input }: { input: (typeof inputs)[number] }) => {
    inputs.push(input);
    return answers();
  };
  const work = new Mail(sdkWith({ email }), configurationSet).send(
    raw,
    'us@faro.example',
    'ana@faro.example',
    'care_2026-11-23',
  );
  const result = await withoutWaiting(work).catch((error: Error) => error);
  return { result, inputs };
};

describe('mail', () => {
  it('leaves as the very bytes it was given, to one person, with the ledger’s tag', async () => {
    const { result, inputs } = await send(() => ok({ MessageId: 'ses-1' }));
    expect(result).toBe('ses-1');
    expect(inputs).toEqual([
      {
        FromEmailAddress: 'us@faro.example',
        Destination: { ToAddresses: ['ana@faro.example'] },
        Content: { Raw: { Data: raw.toString('base64') } },
        EmailTags: [{ Name: 'ledger', Value: 'care_2026-11-23' }],
      },
    ]);
  });

  it('leaves through the configuration set that tells what becomes of it', async () => {
    const { inputs } = await send(() => ok({ MessageId: 'ses-1' }), 'Told');
    expect(inputs[0]?.ConfigurationSetName).toBe('Told');
  });

  it.each([
    ['MessageRejected', 400],
    ['MailFromDomainNotVerifiedException', 400],
    ['TooManyRequestsException', 429],
    ['AccessDeniedException', 403],
  ])('was refused when SES answered %s', async (code, status) => {
    const { result } = await send(() => fail(code, 'ana@faro.example is not verified', status));
    expect(result).toBeInstanceOf(MailRefused);
    expect((result as Error).message).toBe(`mail: SES answered ${code}`);
  });

  it.each([
    ['InternalServiceErrorException', 500],
    ['InternalFailure', 500],
    ['ServiceUnavailable', 503],
  ])('may or may not have left when SES answered %s', async (code, status) => {
    const { result } = await send(() => fail(code, 'try again', status));
    expect(result).toBeInstanceOf(ServiceUnavailable);
    expect((result as Error).message).toBe(`mail: SES answered ${code}`);
  });

  it('may or may not have left when there was no answer', async () => {
    const { result } = await send(() => {
      throw connectionReset();
    });
    expect(result).toBeInstanceOf(ServiceUnavailable);
  });
});
