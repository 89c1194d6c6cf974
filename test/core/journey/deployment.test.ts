import { describe, expect, it } from 'vitest';
import { deploymentWith, doubtsAbout } from '../../../core/journey/deployment.ts';
import { Deployment } from '../../../core/journey/schema.ts';

const written = Deployment.parse({ stage: 'dev', alarmAddress: 'ops@example.org', costPerDayMax: 5 });
const deploy = (said: Readonly<Record<string, unknown>>) => deploymentWith(written, (name) => said[name]);

describe('how to deploy', () => {
  it('is what the journey says, with defaults for the rest', () => {
    expect(deploy({})).toEqual({ ok: true, deployment: written });
    expect(written).toMatchObject({ logRetentionDays: 30, requestsPerSecondMax: 100 });
  });

  it('is for once what the command line says, a number where one is meant', () => {
    const read = deploy({ stage: 'production', costPerDayMax: '12.5', region: 'eu-west-1' });
    expect(read).toEqual({
      ok: true,
      deployment: { ...written, stage: 'production', costPerDayMax: 12.5, region: 'eu-west-1' },
    });
  });

  it('has a page when the command line says so, and none when it says not', () => {
    expect(written.page).toBe(false);
    expect(deploy({ page: 'true' })).toEqual({ ok: true, deployment: { ...written, page: true } });
    const shown = deploymentWith({ ...written, page: true }, (name) => (name === 'page' ? 'false' : undefined));
    expect(shown).toMatchObject({ deployment: { page: false } });
  });

  it('forgets what the command line leaves empty', () => {
    const { stage: _stage, ...others } = written;
    expect(deploy({ stage: '' })).toEqual({ ok: true, deployment: others });
  });

  it.each([
    [{ logRetentionDays: '31' }, /-c logRetentionDays: .*CloudWatch knows no others/],
    [{ alarmAddress: 'ops' }, /-c alarmAddress: must be an e-mail address/],
    [{ region: 'Ireland' }, /-c region: must be a region of AWS such as eu-west-1/],
    [{ page: 'yes' }, /-c page: must be true or false/],
    [{ stage: 'Dev Stage' }, /-c stage: must be lower-case letters/],
  ])('is refused with what to write instead: %o', (said, words) => {
    const read = deploy(said);
    expect(read).toMatchObject({ ok: false, problems: [expect.stringMatching(words)] });
  });
});

describe('what is to be doubted of a deployment', () => {
  it.each([
    [{}, []],
    [{ region: 'eu-central-1' }, []],
    [{ region: 'eu-west-3' }, [expect.stringMatching(/^region: Comprehend was not in eu-west-3/)]],
  ])('is a region without Comprehend: %o', (settings, doubts) => {
    expect(doubtsAbout(Deployment.parse(settings))).toEqual(doubts);
  });
});
