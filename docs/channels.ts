import { channels } from '../core/channels/all.ts';
import { type Channel, isWebhook } from '../core/channels/channel.ts';
import { exampleMaps } from '../core/channels/guide.ts';
import { secretHeader } from '../core/channels/path-token.ts';
import { extras } from './channel-extras.ts';

const introduction = `<!-- \`npm run channels\` writes this file from the guides in core/channels/. -->

# Connect your tools

Each tool below is read by one file in [core/channels](../core/channels). To connect one:

1. Give it a source in \`journey.yaml\`:

   \`\`\`yaml
   sources:
     - id: joining-survey              # becomes its address: /hooks/joining-survey
       channel: typeform               # one of those below
       medium: web                     # where the customer was, when the tool does not say
       defaultTouchpoint: checkout     # where it belongs, when neither the tool nor \`routing\` says
       questions: { q1: nps, why: text }
   \`\`\`

2. \`npx listening-path check\`, then deploy (\`npx cdk deploy\`) or start (\`npm start\`) it, anew
   after every change: a run keeps the journey it was started with.
3. \`npx listening-path sources joining-survey\` says its address, the steps in the tool, and what it still lacks.
4. \`npx listening-path secret joining-survey set\` gives it its secret. Where that is yours to choose, the local run has made
   one already.
5. Send something from the tool, and look whether it came: \`npx listening-path status\`. If it did not, or is not what you
   expect: \`npx listening-path record joining-survey\` shows how the next delivery is signed and what is read of it.

\`--stack NAME\` turns every command that touches data from the local run to a deployed stack, usually
\`--stack ListeningPath\`; its AWS account and region are those of AWS_PROFILE and AWS_REGION.

A tool on the internet cannot reach the local run, except through a tunnel. To try a source without its tool,
\`send FILE --source joining-survey\` signs and posts a body as the tool would; \`--sample typeform\` in the place of FILE is
an invented one.

## The address

A source is answered at \`/hooks/SOURCE\` and accepts what is signed with its secret; anything else gets 401. Without a
secret it answers 503, so that the tool keeps its events and sends them again; the local run makes a secret up for every
source, and answers 401 until it has the tool's own. \`active: false\` switches a source off: whatever comes is accepted,
unlooked at, and not kept, because many tools disable a webhook for good when they are refused.

Some tools cannot sign. Their proof is the end of the address, \`/hooks/SOURCE/TOKEN\`, made from the secret, so that
the address alone does not tell it; treat it as a password all the same. Lists of sources and \`secret SOURCE show\` mask
it, and only \`sources SOURCE\` and \`secret SOURCE show --reveal\` print it whole, to be pasted. Where such a tool can send a
header of your choosing, \`${secretHeader}\` carries the secret itself, and both are needed.

## The secret

    npx listening-path secret SOURCE set                # asks for it unseen, or makes one where it is yours to choose
    npx listening-path secret SOURCE set < file         # or reads it
    npx listening-path secret SOURCE show --reveal      # all there is to paste into the tool

A secret of your own has 128 bits or more: at least 22 random characters. To change one without losing an event:

1. \`secret SOURCE rotate\` makes the new one the current one, and still accepts the one before. The old address keeps
   working, too.
2. Put the new one into the tool.
3. Once its signals come, and nothing sent before can come again (tools try again for hours, some for three days),
   \`secret SOURCE rotate --finish\` drops the old one.

Only two are ever active, so a second change waits for the first to be finished. Every change works within half a minute, and without a deployment.

Some events only name an object, which is then read from the tool's API. That needs a token:
\`secret SOURCE set --api-token\`. Where each account has an API of its own, \`api:\` of the source says its address.

## The question map

A survey tool does not say which question is the NPS. \`questions\` of the source does: a key of the tool, and what its
answer is. What a key is in a tool stands in its section. Of other questions only what the tool's section names is read.

| role | the answer is |
|---|---|
| \`nps\` | 0 to 10, how likely they are to recommend you |
| \`csat\` | 1 to 5, how satisfied they are |
| \`ces\` | 1 to 7, how easy it was |
| \`rating\` | 1 to 5 stars |
| \`text\` | what they wrote |
| \`touchpoint\` | the id or a name of a touchpoint, or one of its former ids |
| \`language\` | the language they wrote in, such as \`es\` |
| \`customer\`, \`email\`, \`phone\` | who they are: your own id, an address, a number |
| \`attribute\` | anything to route or to compare by, such as a plan or a region |

An answer outside its scale is kept as an attribute and counts as no score: five stars never become an NPS.

## The tools

What a tool brings is **perceptive** (what customers said, and the scores they gave), **operational** (what was measured:
waits, calls, hours) or an **outcome** (a purchase, a renewal, a refund, a churn).
`;

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const sentence = (words: string): string => `${words[0]?.toUpperCase()}${words.slice(1)}.`;

/** Pipes would end a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

const kindsOf = ({ guide }: Channel): string =>
  [...new Set(guide.brings.flatMap((line) => line.split(':')[0]?.split(/, | and /) ?? []))].join(', ');

const secretOf = (channel: Channel): string => {
  if (!isWebhook(channel)) return 'None: a rule of EventBridge, which is deployed with the stack, brings its events.';
  const { secret, header, pathToken, verifyToken } = channel.guide;
  const proof = header === undefined ? 'the end of its address proves' : 'the end of its address and the header prove';
  return [
    secret.from === 'tool'
      ? `Made by the tool. Find it: ${secret.where}.`
      : `You choose it. It goes into: ${secret.where}.`,
    ...(pathToken === 'always' ? [`The tool cannot sign: ${proof} who posts.`] : []),
    ...(pathToken === 'unsigned' ? ['An account that signs nothing uses the address that ends in a token.'] : []),
    ...(verifyToken === undefined
      ? []
      : [`What the tool calls “${verifyToken}” is made from it: \`secret SOURCE show --reveal\` prints both.`]),
  ].join(' ');
};

const questionsOf = ({ guide: { questions, questionKeys = '' } }: Channel): string[] => {
  if (questions === 'none') return [];
  const need = questions === 'needed' ? 'Needed: without one nothing is read.' : 'Optional.';
  return [`**Question map.** ${need} Keys: ${questionKeys.replaceAll(exampleMaps, '`$&`')}.`];
};

const sectionOf = (name: string, channel: Channel): string => {
  const { guide } = channel;
  const steps = guide.steps.map((step, index) => `${index + 1}. ${step.replaceAll('{url}', 'the address')}`);
  return [
    `<a id="${name}"></a>`,
    `### ${guide.tool}`,
    [`\`channel: ${name}\``, ...(guide.page.startsWith('https:') ? [`<${guide.page}>`] : [])].join(' · '),
    steps.join('\n'),
    `**Secret.** ${secretOf(channel)}`,
    ...(guide.apiToken === undefined ? [] : [`**Token for its API.** ${sentence(guide.apiToken)}`]),
    ...(guide.apiAddress === undefined ? [] : [`**Address of its API.** ${sentence(guide.apiAddress)}`]),
    ...questionsOf(channel),
    `**What comes.** ${channel.corrects ? 'A later version of a fact corrects the one before.' : 'The first version of a fact stays: the tool’s events have no order.'}`,
    bullets(guide.brings),
    ...(extras[name] === undefined ? [] : [extras[name].trim()]),
    ...(guide.unconfirmed === undefined
      ? []
      : ['**Not confirmed on a real account yet.**', bullets(guide.unconfirmed)]),
  ].join('\n\n');
};

const tableOf = (all: readonly (readonly [string, Channel])[]): string =>
  [
    '| tool | channel | brings | question map |',
    '|---|---|---|---|',
    ...all.map(
      ([name, channel]) =>
        `| [${cell(channel.guide.tool)}](#${name}) | \`${name}\` | ${kindsOf(channel)} | ${channel.guide.questions} |`,
    ),
  ].join('\n');

/** The whole page, from what every channel says of itself. */
export const channelsPage = (): string => {
  const all = Object.entries<Channel>(channels);
  return `${[introduction.trim(), tableOf(all), ...all.map(([name, channel]) => sectionOf(name, channel))].join('\n\n')}\n`;
};
