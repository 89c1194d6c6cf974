import type { Sheet } from '../../core/map/schema.ts';
import type { MapVoice } from './voice.ts';

/** What changed, in one line, as the digest's opening says it; `rest` is what is said of everything else. */
export const newsOf = ({ stages, headlines, tested, signals }: Sheet, voice: MapVoice) => {
  const { say, figures, name, sayOnMap: sayHere } = voice;
  const touchpoints = stages.flatMap((stage) => stage.touchpoints);
  const changes = (['worse', 'better'] as const).flatMap((tone) => {
    const overall = headlines.filter(({ change }) => change?.verdict === tone);
    const names = [
      ...touchpoints.filter(({ mark }) => mark === tone).map((one) => name(one.name)),
      ...overall.map(({ metric }) => say('lead.overall', { metric: say(`metric.${metric}`) })),
    ];
    return names.length === 0
      ? []
      : [{ tone, text: say(`lead.${tone}`, { n: names.length, names: figures.list(names) }) }];
  });
  const rest = () => {
    if (touchpoints.some(({ mark }) => mark !== undefined)) return sayHere('news.rest');
    if (signals.later === 0) return sayHere('silentPeriod');
    return tested === 0 ? say('lead.tooFewPlaces') : say('lead.quietPlaces', { n: tested });
  };
  return { changes, rest: rest() };
};
