import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { MapAnswer } from '../../core/map/api.ts';
import { type Frame, linkTo } from '../frame.ts';
import { useDialog } from './dialog.ts';
import { StoryView } from './story.ts';
import { TouchpointView } from './touchpoint.ts';
import { wordsOf } from './words.ts';

/**
 * What there is to know of the touchpoint in the address, or of the customer whose story was opened from it.
 *
 * What it is called is on the sheet already, so its heading is there, and has the focus, before anything is loaded.
 */
export const Panel = ({ frame, answer: map }: { frame: Frame; answer: MapAnswer }): VNode => {
  const { address } = frame;
  const { touchpoint = '', customer } = address;
  const close = () =>
    frame.go({ ...address, touchpoint: undefined, sentiment: undefined, theme: undefined, customer: undefined });
  const { dialog, heading } = useDialog(address, close);
  const words = wordsOf(map.sheet);
  const { t, name } = words;
  const stage = map.sheet.stages.find(({ touchpoints }) => touchpoints.some(({ id }) => id === touchpoint));
  const place = name(stage?.touchpoints.find(({ id }) => id === touchpoint)?.name ?? t('touchpoint'));
  // Under a story it stays as it was, out of sight: whoever comes back finds every page of words they had asked for.
  const facts = useRef<unknown>(undefined);
  if (customer === undefined) {
    facts.current = html`<${TouchpointView} key=${touchpoint} ...${{ frame, map, words }} />`;
  }
  const onCancel = (event: Event) => {
    event.preventDefault();
    close();
  };
  return html`
    <dialog class="panel" aria-labelledby="panel-title" ref=${dialog} onCancel=${onCancel}>
      <div class="panel-head">
        <div>
          ${
            customer === undefined || address.touchpoint === undefined
              ? html`<p class="muted">${stage && name(stage.name)}</p>`
              : html`<p><a class="act" ...${linkTo(frame, { ...address, customer: undefined })}>${t('story.back', { touchpoint: place })}</a></p>`
          }
          <h2 id="panel-title" tabindex="-1" ref=${heading}>${customer === undefined ? place : t('story')}</h2>
        </div>
        <button type="button" class="close" onClick=${close}><span aria-hidden="true">✕</span> ${t('close')}</button>
      </div>
      ${customer !== undefined && html`<div class="told"><${StoryView} key=${customer} ...${{ frame, map, words }} /></div>`}
      <div class="told" hidden=${customer !== undefined}>${facts.current}</div>
    </dialog>` as VNode;
};
