import { html } from 'htm/preact';
import { plain } from '../../core/digest/plain.ts';
import type { CustomerAnswer, MapAnswer } from '../../core/map/api.ts';
import { type Frame, linkTo } from '../frame.ts';
import { useLoaded } from '../loaded.ts';
import { addDays } from '../sheet/days.ts';
import { stateOf } from './states.ts';
import type { Words } from './words.ts';

type Step = CustomerAnswer['steps'][number];

/** The figures say a period by the day after its last. */
const endOf = (day: string): string => addDays(day, 1);

/** How long, how often, how much and how it went. */
const lifeOf = ({ life }: CustomerAnswer, { t, figures, name }: Words): string[] => {
  if (life === undefined) return [];
  const { firstDay, lastDay, silentDays, days, signals, purchases, money, failures, opened, closed } = life;
  const span = figures.period({ start: firstDay, end: endOf(lastDay) }, 'long');
  const bought =
    money.length > 0
      ? t('story.spent', { n: purchases, money: figures.list(money.map(name)) })
      : t('story.purchases', { n: purchases });
  return [
    t('story.days', { signals, days, span }),
    ...(silentDays >= 0 ? [t('story.silent', { n: silentDays })] : []),
    ...(purchases > 0 || money.length > 0 ? [bought] : []),
    ...(failures > 0 ? [t('story.failures', { n: failures })] : []),
    ...(opened > 0 || closed > 0 ? [t('story.requests', { opened, closed })] : []),
  ];
};

/** Steps that follow each other in one stage: whoever comes back to a stage begins it anew. */
const byStage = (steps: readonly Step[]): { readonly stage: string; readonly steps: readonly Step[] }[] => {
  const groups: { stage: string; steps: Step[] }[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.stage === step.stage) last.steps.push(step);
    else groups.push({ stage: step.stage, steps: [step] });
  }
  return groups;
};

const stepOf = (step: Step, frame: Frame, map: MapAnswer, { t, figures, name }: Words) => {
  const { day, time, touchpoint, touchpointId, medium, source, said, text, gapDays, attempt } = step;
  const isOnSheet = map.sheet.stages.some(({ touchpoints }) => touchpoints.some(({ id }) => id === touchpointId));
  const place = isOnSheet
    ? html`<a ...${linkTo(frame, { ...frame.address, touchpoint: touchpointId, sentiment: undefined, theme: undefined, customer: undefined })}>${name(touchpoint)}</a>`
    : name(touchpoint);
  return html`
    ${gapDays !== undefined && html`<li class="gap">${t('story.gap', { n: gapDays })}</li>`}
    <li class="step">
      <p class="how"><time datetime=${`${day}T${time}`}>${figures.period({ start: day, end: endOf(day) }, 'long')}, ${time}</time> · ${name(medium)} · ${t('story.source', { source: name(source) })}</p>
      <p><b>${place}</b>${attempt && html` <b class="attempt">${t('story.attempt', { ...attempt })}</b>`}</p>
      ${said.length > 0 && html`<p>${said.map(plain).join(' · ')}</p>`}
      ${text !== undefined && html`<blockquote><bdi dir="auto">${plain(text)}</bdi></blockquote>`}
    </li>`;
};

/** One customer's story: their life in a line, then what happened, stage by stage. */
export const storyOf = (answer: CustomerAnswer, frame: Frame, map: MapAnswer, words: Words) => {
  const { t, name, figures } = words;
  const { customer, linked, steps, elsewhere = 0 } = answer;
  return html`
    <p class="about">${t('story.customer', { customer: name(customer), n: linked.length, linked: figures.list(linked.map(name)) })}</p>
    <p class="life">${lifeOf(answer, words).join(' ')}</p>
    ${steps.length === 0 && html`<p class="few">${t('story.none')}</p>`}
    ${byStage(steps).map(
      ({ stage, steps: some }) => html`
      <section class="stage-steps">
        <h3>${name(stage)}</h3>
        <ol>${some.map((step) => stepOf(step, frame, map, words))}</ol>
      </section>`,
    )}
    ${elsewhere > 0 && html`<p class="few">${t('story.elsewhere', { n: elsewhere })}</p>`}`;
};

/** The customer in the address. */
export const StoryView = ({ frame, map, words }: { frame: Frame; map: MapAnswer; words: Words }) => {
  const { address, client } = frame;
  const loaded = useLoaded(`${address.customer} ${address.lang}`, (signal) => client.customer(address, signal));
  return stateOf(loaded, words.sayOnMap, (answer) => storyOf(answer, frame, map, words));
};
