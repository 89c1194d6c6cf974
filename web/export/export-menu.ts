import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MapAnswer } from '../../core/map/api.ts';
import { exportWords, type Kind } from './messages.ts';

const kinds = ['csv', 'png', 'svg'] as const;

type Outcome = { state: 'idle' | 'busy' } | { state: 'saved'; file: string } | { state: 'failed'; problem: string };

/** For whoever does not see the file arrive. It stands outside of the menu: what is folded away is not read out. */
const saidOf = (outcome: Outcome, words: (typeof exportWords)['en']): string => {
  if (outcome.state === 'saved') return words.saved(outcome.file);
  return outcome.state === 'busy' ? words.busy : '';
};

/**
 * Saves the sheet on screen as a file.
 *
 * What makes the files is fetched when one is wanted: most readers want none.
 */
export const ExportMenu = ({ answer, isSample }: { answer: MapAnswer; isSample: boolean }): VNode => {
  const words = exportWords[answer.sheet.locale];
  const menu = useRef<HTMLDetailsElement>(null);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' });
  // What was said of one sheet is not true of the next.
  useEffect(() => setOutcome({ state: 'idle' }), [answer]);

  const close = () => menu.current?.removeAttribute('open');
  useEffect(() => {
    const onPointerDown = ({ target }: Event) => {
      if (target instanceof Node && !menu.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, []);
  const choose = async (kind: Kind) => {
    if (outcome.state === 'busy') return;
    setOutcome({ state: 'busy' });
    const maker = await import('./save.ts').catch(() => undefined);
    if (maker === undefined) return setOutcome({ state: 'failed', problem: words.notLoaded });
    try {
      setOutcome({ state: 'saved', file: await maker.save(kind, answer, isSample) });
      close();
      menu.current?.querySelector('summary')?.focus();
    } catch {
      setOutcome({ state: 'failed', problem: kind === 'png' ? words.notDrawn : words.notMade });
    }
  };
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.key !== 'Escape' || !menu.current?.open) return;
    key.stopPropagation();
    close();
    menu.current.querySelector('summary')?.focus();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close();
  };

  return html`
  <div class="export">
    <details ref=${menu} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
      <summary id="save">${words.save}</summary>
      <div class="kinds">
        ${kinds.map((kind) => html`<button type="button" id=${`save-${kind}`} onClick=${() => choose(kind)}>${words[kind]}</button>`)}
        ${outcome.state === 'failed' && html`<p class="problem" role="alert">${outcome.problem}</p>`}
      </div>
    </details>
    <p class="unseen" role="status">${saidOf(outcome, words)}</p>
  </div>` as VNode;
};
