import type { Sheet } from '../../core/map/schema.ts';
import type { MapVoice } from './voice.ts';

/** A name in a sentence, and the touchpoint it leads to. */
interface Place {
  readonly id: string;
  readonly name: string;
}

/** What changed, in one line, as the digest's opening says it; `rest` is what is said of everything else. */
export const newsOf = (sheet: Sheet, voice: MapVoice) => {
  const { stages, headlines, tested, signals } = sheet;
  const { say, figures, name, sayOnMap: sayHere } = voice;
  const touchpoints = stages.flatMap((stage) => stage.touchpoints);
  const changeOf = <Tone extends 'worse' | 'better' | 'missed' | 'silent'>(
    tone: Tone,
    places: readonly Place[],
    others: readonly string[] = [],
  ) => {
    const names = [...places.map((one) => one.name), ...others];
    const text = () => say(`lead.${tone}`, { n: names.length, names: figures.list(names) });
    return names.length === 0 ? [] : [{ tone, text: text(), places }];
  };
  const placesOf = (some: typeof touchpoints): Place[] => some.map(({ id, name: own }) => ({ id, name: name(own) }));
  const changes = (['worse', 'better'] as const).flatMap((tone) =>
    changeOf(
      tone,
      placesOf(touchpoints.filter(({ mark }) => mark === tone)),
      headlines
        .filter(({ change }) => change?.verdict === tone)
        .map(({ metric }) => say('lead.overall', { metric: say(`metric.${metric}`) })),
    ),
  );
  const promises = changeOf('missed', placesOf(touchpoints.filter((one) => one.isPromiseMissed)));
  const silent = stages.flatMap(({ sources }) => sources.filter(({ state }) => state === 'silent'));
  const sources = changeOf('silent', [], [...new Set(silent.map(({ id }) => name(id)))]);
  const rest = () => {
    if (signals.later === 0) return sayHere('silentPeriod');
    if (tested === 0) return say('lead.tooFewPlaces');
    // Of what no digest told changes may be withheld: then nobody knows that there are no others.
    if (!sheet.isMailed) return sayHere('news.part', { isElse: changes.length > 0 ? 'yes' : 'no' });
    const isMarked = touchpoints.some(({ mark }) => mark !== undefined);
    return isMarked ? sayHere('news.rest') : say('lead.quietPlaces', { n: tested });
  };
  return { changes: [...changes, ...promises, ...sources], rest: rest() };
};
