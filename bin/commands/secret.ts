import { Argument, Command } from 'commander';
import { isWebhook } from '../../core/channels/channel.ts';
import { UsageError } from '../../core/errors.ts';
import { activeSecrets } from '../../core/secrets.ts';
import { columns } from './columns.ts';
import { channelFor, mask, pasteOf } from './connection.ts';
import { onDeployment } from './deployment.ts';
import { changeOf, type Outcome, type SecretOptions, type Verb, verbs } from './secret-changes.ts';
import { givenSecret } from './secret-input.ts';
import { dataOption, findSource, journeyOption, loadJourney, withStackOption } from './shared.ts';

export const secretCommand = withStackOption(new Command('secret'))
  .description('give a source its secret, change it without losing an event, or show what to paste into its tool')
  .argument('<source>', 'the source')
  .addArgument(new Argument('<what>', 'what to do with it').choices(verbs))
  .option('--value <secret>', 'the secret; without it standard input is read when piped, else you are asked, unseen')
  .option('--api-token', "set: the token for the tool's API instead of the secret of its webhooks")
  .option('--finish', 'rotate: drop the previous secret, once nothing is signed with it any more')
  .option('--reveal', 'print secrets whole')
  .addOption(journeyOption())
  .addOption(dataOption())
  .option('--json', 'print what to paste as JSON')
  .addHelpText(
    'after',
    `
Where the secret is yours to choose, one is made when none is given. After a rotate both the new and the previous secret
are accepted, until rotate --finish. What is given as --value stays in the shell's history: pipe it in instead.
An address that ends in a token is a password, too: it is masked like the secret. Without --reveal it is whole only in
\`sources SOURCE\`, where it is to be pasted.`,
  )
  .action(async (id: string, verb: Verb, options: SecretOptions) => {
    const source = findSource(loadJourney(options.journey), id, 'secret');
    const channel = channelFor(source);
    if (!isWebhook(channel) && !options.apiToken) {
      throw new UsageError(`secret: ${id} needs none, because ${channel.guide.tool} posts no webhooks`);
    }
    checkOptions(verb, options);
    await onDeployment(options, async (deployment) => {
      const connection = { source, channel, apiUrl: deployment.apiUrl, held: await deployment.readSecret() };
      const ask = (question: string) => givenSecret(options.value, question);
      tell(await changeOf(verb, { connection, deployment, options, ask }), options);
    });
  });

const checkOptions = (verb: Verb, { value, apiToken, finish }: SecretOptions): void => {
  if (apiToken && verb !== 'set') throw new UsageError(`secret: --api-token goes with set, not with ${verb}`);
  if (finish && verb !== 'rotate') throw new UsageError(`secret: --finish goes with rotate, not with ${verb}`);
  if (value !== undefined && (finish || verb === 'show')) throw new UsageError('secret: --value is for set and rotate');
};

const tell = ({ said, connection, isMade, next = [] }: Outcome, { reveal, json }: SecretOptions): void => {
  const { source, channel, held } = connection;
  const { secret: guide, apiToken } = channel.guide;
  const paste = pasteOf(connection, reveal || isMade ? (secret) => secret : mask);
  const isPreviousAccepted = activeSecrets(held, source.id).length > 1;
  const hasApiToken = Boolean(held.tokens?.[source.id]);
  if (json) {
    const tokens = apiToken === undefined ? {} : { hasApiToken };
    console.log(JSON.stringify({ source: source.id, ...paste, isPreviousAccepted, ...tokens }, null, 2));
    return;
  }
  const rows = [
    ...paste.addresses.map((address) => ['Address', address]),
    ['Secret', paste.secret ?? 'none yet'],
    ...(guide === undefined ? [] : [[guide.from === 'us' ? 'goes into' : 'comes from', guide.where]]),
    ...(paste.header === undefined ? [] : [['Header', `${paste.header}, with the secret as its value`]]),
    ...(paste.verifyToken === undefined ? [] : [[channel.guide.verifyToken ?? '', paste.verifyToken]]),
    ...(apiToken === undefined ? [] : [['API token', hasApiToken ? 'kept' : `none yet: ${apiToken}`]]),
  ];
  console.log([...said, ...(said.length > 0 ? [''] : []), ...columns(rows)].join('\n'));
  if (next.length > 0) console.log(['', ...next].join('\n'));
};
