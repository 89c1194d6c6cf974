import { stringify } from 'yaml';
import { channels } from '../../core/channels/all.ts';
import type { Channel } from '../../core/channels/channel.ts';
import { exampleMaps, type Guide } from '../../core/channels/guide.ts';
import type { ChannelName } from '../../core/channels/registry.ts';
import type { Locale } from '../../core/journey/schema.ts';
import { idsOf } from './init-ids.ts';

/** A stage of somebody's journey, and the places in it, by name. */
export interface StageAnswer {
  readonly name: string;
  readonly places: readonly string[];
}

/** What has to be known to write a first journey. */
export interface Answers {
  readonly name: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
  readonly email: string;
  readonly stages: readonly StageAnswer[];
}

const labels = {
  en: { owner: 'Customer experience', journey: 'Customer', plan: 'Plan', waiting: 'Waiting time' },
  es: { owner: 'Experiencia de cliente', journey: 'Cliente', plan: 'Tarifa', waiting: 'Tiempo de espera' },
} as const;
const waitingWords = { en: '[wait*, queue*, took too long]', es: '[esper*, cola, tard*]' };

/** Words other YAML readers take for something else than text. */
const notText = /^(y|yes|n|no|on|off|true|false|null)$/i;

/** A text as a YAML scalar, without quotes where every reader would take it for the same text, even inside brackets. */
const scalar = (text: string): string =>
  /^\p{L}[\p{L}\p{M}\p{N} @.+_-]*$/u.test(text) && !notText.test(text)
    ? text
    : stringify(text, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trimEnd();

/** What a first source of a channel looks like; a channel that is not here gets the least there can be. */
const examples: Partial<Record<ChannelName, readonly [id: string, medium: string, ...more: string[]]>> = {
  'standard-webhooks': ['app-feedback', 'app', 'questions: { nps: nps, text: text, customer.id: customer }'],
  twilio: ['text-messages', 'sms', 'solicited: false'],
  typeform: ['survey', 'web', 'questions: { nps: nps, why: text }'],
  zendesk: ['help-desk-tickets', 'email'],
};

/** What a source of the tool cannot do without, as its guide has it for an example. */
const needsOf = ({ questions, questionKeys = '', apiAddress = '' }: Guide): string[] => {
  const [map] = questionKeys.match(exampleMaps) ?? [];
  const [api] = apiAddress.match(/https:\/\/[\w.-]+\w/) ?? [];
  return [...(questions === 'needed' && map ? [`questions: ${map}`] : []), ...(api ? [`api: ${api}`] : [])];
};

const exampleSources = (touchpoint: string): string[] =>
  Object.entries<Channel>(channels)
    .filter(([channel]) => channel !== 'generic')
    .flatMap(([channel, { guide }]) => {
      const [id, medium, ...more] = examples[channel as ChannelName] ?? [channel, 'web', ...needsOf(guide)];
      return [
        `  # - id: ${id}`,
        `  #   channel: ${channel}`,
        `  #   medium: ${medium}`,
        `  #   defaultTouchpoint: ${touchpoint}`,
        ...more.map((line) => `  #   ${line}`),
      ];
    });

const stageLines = (stages: readonly StageAnswer[]): { lines: string[]; first: string } => {
  const names = stages.map(({ name }) => name);
  const stageIds = idsOf(names, 'stage').map(scalar);
  const places = stages.flatMap((stage) => stage.places);
  const placeIds = idsOf(places, 'place').map(scalar);
  const first = placeIds[0] ?? '';
  const rest = 'owner: customer-experience, media: [web, app, store, phone, email]';
  const lines = stages.flatMap((stage, index) => [
    `      - id: ${stageIds[index]}`,
    `        name: ${scalar(stage.name)}`,
    '        touchpoints:',
    ...stage.places.map((place) => `          - { id: ${placeIds.shift()}, name: ${scalar(place)}, ${rest} }`),
  ]);
  return { lines, first };
};

/**
 * A journey of one's own to begin with, commented, as YAML that passes `check`.
 *
 * A template and not a document with comments attached: it reads like the file it becomes.
 *
 * @param files how the file will be called, and where the schema for editors is from there
 */
export const journeyText = (answers: Answers, files: { readonly own: string; readonly schema: string }): string => {
  const { name, locale, timeZone, currency, email, stages } = answers;
  const { owner, journey, plan, waiting } = labels[locale];
  const { lines, first } = stageLines(stages);
  return [
    `# yaml-language-server: $schema=${files.schema}`,
    '#',
    `# \`npx listening-path check ${files.own}\` finds every mistake, with its line and how to mend it.`,
    '# Names may change at any time. Ids are for good: figures are counted under them.',
    '',
    'organisation:',
    `  name: ${scalar(name)}`,
    `  locale: ${locale}`,
    `  timeZone: ${timeZone}`,
    `  currency: ${currency}`,
    '  # Who digests come from. Nothing leaves this machine; once deployed, SES mails the address a link to follow.',
    `  sender: ${scalar(email)}`,
    '  # How long what customers said is kept: two years and a month, so that a month can be held against the same one of',
    '  # the year before last. Counts stay for good. What happened longer ago is refused, and so are imports of it.',
    '  retentionDays: 760',
    '',
    '# Who answers for touchpoints. A digest names them beside what it found.',
    'owners:',
    `  - { id: customer-experience, name: ${owner}, email: ${scalar(email)} }`,
    `  # - { id: digital, name: Digital, email: ${scalar(email)} }`,
    '',
    '# The stages customers go through, and in each the touchpoints: the places where they meet you, by one or more media',
    '# (web, app, store, phone, chat, email, sms, social, review). What you promise at one is a commitment of it, such as',
    '# `commitments: [{ measure: waitSeconds, limit: 120, targetShare: 0.8 }]`: 80 % wait two minutes or less.',
    'journeys:',
    '  - id: customer',
    `    name: ${journey}`,
    '    stages:',
    ...lines,
    '',
    '# What may post here: each at /hooks/ID, with a secret of its own.',
    'sources:',
    '  # Your own systems and imported files. A signal that names no touchpoint counts at the default one.',
    `  - { id: own-systems, channel: generic, medium: web, language: ${locale}, defaultTouchpoint: ${first} }`,
    '  # One for each other channel. Remove the # of those you have; questions say what your form calls a score or a text.',
    ...exampleSources(first),
    '',
    '# Groups to look at apart, told by an attribute of the signal: at most two dimensions.',
    '# segments:',
    `#   - id: plan`,
    `#     name: ${plan}`,
    '#     attribute: plan',
    '#     values:',
    '#       - { id: basic, name: Basic, is: [basic] }',
    '#       - { id: premium, name: Premium, is: [premium, pro] }',
    '',
    '# What people speak of, by the words they use; * stands for any ending.',
    '# themes:',
    '#   - id: waiting',
    `#     name: ${waiting}`,
    `#     keywords: { ${locale}: ${waitingWords[locale]} }`,
    '',
    'digests:',
    '  - audience: customer-experience',
    `    recipients: [${scalar(email)}]`,
    '    cadence: weekly',
    '    weekday: monday',
    '    hour: 8',
    '',
    '# How it is deployed to AWS, once it is: who is mailed when an alarm rings.',
    'deployment:',
    `  alarmAddress: ${scalar(email)}`,
    '',
  ].join('\n');
};
