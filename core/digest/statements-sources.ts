import type { DigestContent, Responses, SilentSource } from './content.ts';
import type { Voice } from './voice.ts';

const silentMax = 5;

/** Sources that stopped: whatever customers told them is missing from everything above. */
export const silentWords = ({ silent, timeZone }: Pick<DigestContent, 'silent' | 'timeZone'>, voice: Voice) => {
  const { say, figures, name } = voice;
  const said = ({ source, channel, silentHours, lastAt, expected }: SilentSource): string =>
    say('silent.item', {
      // A source that the journey no longer names has no channel either.
      source: channel === '' ? name(source) : `${name(source)} (${name(channel)})`,
      hours: figures.quantity('hours', Math.round(silentHours)),
      since: figures.hour(lastAt, timeZone),
      n: Math.round(expected),
    });
  const unnamed = silent.length - silentMax;
  return {
    title: say('section.silent'),
    items: [...silent.slice(0, silentMax).map(said), ...(unnamed > 0 ? [say('silent.more', { n: unnamed })] : [])],
  };
};

const rateOf = ({ asked, answered }: Responses['later']): number | undefined =>
  asked > 0 ? answered / asked : undefined;

export interface ResponsesWords {
  readonly title: string;
  /** Nothing when nobody was asked. */
  readonly rate?: string;
  /** Said when the two periods may hear other people. */
  readonly warning?: string;
}

/** How many of those asked answered. */
export const responsesWords = (responses: Responses | undefined, { say, figures, before }: Voice): ResponsesWords => {
  const title = say('section.responses');
  const [rate, was] = [responses && rateOf(responses.later), responses && rateOf(responses.earlier)];
  if (responses === undefined || rate === undefined) return { title };
  return {
    title,
    rate: [
      say('responses.rate', { rate: figures.share(rate), ...responses.later }),
      ...(was === undefined ? [] : [say('responses.was', { rate: figures.share(was), before })]),
    ].join(' '),
    ...(responses.moved && { warning: say('responses.moved') }),
  };
};
