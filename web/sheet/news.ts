import type { Sheet } from '../../core/map/schema.ts';
import type { MapVoice } from './voice.ts';

/** What changed, in one line, as the digest's opening says it; `rest` is what is said of everything else. */
export const newsOf = (sheet: Sheet, voice: MapVoice) => {
  const { stages, headlines, tested, signals } = sheet;
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
  const missed = touchpoints.filter((one) => one.isPromiseMissed).map((one) => name(one.name));
  const promises =
    missed.length === 0
      ? []
      : [{ tone: 'missed' as const, text: say('lead.missed', { n: missed.length, names: figures.list(missed) }) }];
  const rest = () => {
    if (signals.later === 0) return sayHere('silentPeriod');
    if (tested === 0) return say('lead.tooFewPlaces');
    // Of what no digest told changes may be withheld: then nobody knows that there are no others.
    if (!sheet.isMailed) return sayHere('news.part', { isElse: changes.length > 0 ? 'yes' : 'no' });
    const isMarked = touchpoints.some(({ mark }) => mark !== undefined);
    return isMarked ? sayHere('news.rest') : say('lead.quietPlaces', { n: tested });
  };
  return { changes: [...changes, ...promises], rest: rest() };
};
