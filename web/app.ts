import { html } from 'htm/preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Locale } from '../core/journey/schema.ts';
import type { MapAnswer } from '../core/map/api.ts';
import { type SayOnMap, sayOnMap } from '../core/map/messages.ts';
import { type Address, addressOf, readAddress } from './address.ts';
import { useDocument, useHeldFocus, useSame } from './document.ts';
import type { Frame } from './frame.ts';
import { idle } from './idle.ts';
import { useLive } from './live.ts';
import { type Loaded, useLoaded } from './loaded.ts';
import type { Opened } from './open.ts';
import { partsOf } from './sheet/opening.ts';
import { SheetView } from './sheet/sheet.ts';
import { type MapVoice, mapVoiceOf } from './sheet/voice.ts';
import { problemBox, skeleton } from './states.ts';
import { top } from './top.ts';
import { useWay } from './way.ts';

/** Until the organisation's own is known. */
const likelyLocale = ({ lang }: Address): Locale =>
  (lang ?? navigator.language).toLowerCase().startsWith('es') ? 'es' : 'en';

/** The part of an address that asks for another sheet. */
const sheetAddress = ({ period, compare, segment, medium, lang }: Address): Address => ({
  period,
  compare,
  segment,
  medium,
  lang,
});

/** What is on screen, and the words for it: looking those up takes longer than drawing does. */
interface Shown {
  readonly answer: MapAnswer;
  readonly voice: MapVoice;
  /** In few words. */
  readonly what: string;
}

const useShown = (answer: MapAnswer | undefined): Shown | undefined =>
  useMemo(() => {
    if (answer === undefined) return undefined;
    const voice = mapVoiceOf(answer.sheet);
    const what = [voice.figures.period(answer.sheet.period, 'long'), ...partsOf(answer, voice)].join(', ');
    return { answer, voice, what };
  }, [answer]);

const loadPanel = () => import('./panel/panel.ts');

const PanelLater = ({ frame, answer }: { frame: Frame; answer: MapAnswer }) => {
  const panel = useLoaded('panel', loadPanel);
  if (panel.state === 'failed')
    return html`<aside class="late">${problemBox(panel.problem, panel.retry, frame)}</aside>`;
  return panel.state === 'ready' && html`<${panel.value.Panel} frame=${frame} answer=${answer} />`;
};

/** What a reader who does not see the sheet change is told of it. */
const saidOf = (map: Loaded<MapAnswer>, shown: Shown | undefined, say: SayOnMap): string => {
  if (map.state === 'failed') return '';
  if (shown === undefined || map.state === 'loading' || (map.isStale && !map.problem)) return say('loading');
  return say(map.problem ? 'problem.offline.still' : 'shown', { what: shown.what });
};

const titleOf = (shown: Shown | undefined, { touchpoint }: Address, say: SayOnMap): string => {
  if (shown === undefined) return `${say('title')} · Listening Path`;
  const { stages, organisation } = shown.answer.sheet;
  const { name } = shown.voice;
  const open = stages.flatMap(({ touchpoints }) => touchpoints).find(({ id }) => id === touchpoint);
  return [...(open ? [name(open.name)] : []), shown.what, say('title'), name(organisation)].join(' · ');
};

/** One page, whose every view has an address of its own. */
export const App = ({ opening }: { opening: () => Promise<Opened> }) => {
  const opened = useLoaded('opened', opening);
  // Signing in ends at the address one wanted to begin with, so the way begins after it.
  return opened.state === 'ready' ? html`<${View} tools=${opened.value} />` : html`<${Unopened} opened=${opened} />`;
};

const Unopened = ({ opened }: { opened: Exclude<Loaded<Opened>, { state: 'ready' }> }) => {
  const address = readAddress(location.search);
  const locale = likelyLocale(address);
  const say = sayOnMap(locale);
  const frame = { locale, address, go: (next: Address) => location.assign(addressOf(next)) };
  useDocument(locale, titleOf(undefined, address, say));
  return html`
  ${top(frame, {}, undefined)}
  <main id="main">${opened.state === 'failed' ? html`<h1 class="unseen">${say('title')}</h1> ${problemBox(opened.problem, opened.retry, frame)}` : skeleton(say)}</main>`;
};

const View = ({ tools }: { tools: Opened }) => {
  const [address, go] = useWay();
  const { client, hasDesk } = tools;
  const map = useLoaded(addressOf(sheetAddress(address)), (signal) => client.map(address, signal), client.isOld);
  const answer = useSame(map.state === 'ready' ? map.value : undefined);
  const shown = useShown(answer);
  const locale = answer?.sheet.locale ?? likelyLocale(address);
  const say = sayOnMap(locale);
  const frame: Frame = useMemo(() => ({ address, locale, client, go }), [address, locale, client, go]);
  const sheet = useMemo(
    () => shown && html`<${SheetView} frame=${frame} answer=${shown.answer} voice=${shown.voice} tools=${tools} />`,
    [shown, frame, tools],
  );
  useDocument(locale, titleOf(shown, address, say));
  useHeldFocus(answer);
  useLive(hasDesk, map);
  useEffect(() => {
    // The panel is what most readers open next. That it did not come is told to who opens it.
    idle()
      .then(loadPanel)
      .catch(() => undefined);
  }, []);
  const isOffline = map.state === 'ready' && map.problem !== undefined;
  const isBusy = map.state === 'loading' || (map.state === 'ready' && map.isStale && !isOffline);
  return html`
  ${answer && html`<a class="skip" href="#sheet">${say('skip')}</a>`}
  ${top(frame, tools, answer)}
  <main id="main" tabindex="-1" aria-busy=${isBusy}>
    <p class=${isOffline ? 'notice' : 'unseen'} role="status">${saidOf(map, shown, say)}${isOffline && html` <button type="button" id="retry" onClick=${map.retry}>${say('retry')}</button>`}</p>
    ${map.state === 'loading' && skeleton(say)}
    ${map.state === 'failed' && html`<h1 class="unseen">${say('title')}</h1> ${problemBox(map.problem, map.retry, frame)}`}
    ${sheet}
  </main>
  ${answer && (address.touchpoint || address.customer) && html`<${PanelLater} frame=${frame} answer=${answer} />`}`;
};
