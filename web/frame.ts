import type { Locale } from '../core/journey/schema.ts';
import { type Address, addressOf } from './address.ts';
import type { Client } from './client.ts';

/** What every component is given: where the reader is, in which language, and how to go on. */
export interface Frame {
  readonly address: Address;
  readonly locale: Locale;
  readonly client: Client;
  /** Shows another view as a step of its own: the way back leads here. */
  go(next: Address): void;
}

/** Another view as a real link: it can be opened in a new tab and passed on, and a plain click loads no page anew. */
export const linkTo = ({ go }: Pick<Frame, 'go'>, next: Address) => ({
  href: addressOf(next),
  onClick: (click: MouseEvent) => {
    if (click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    go(next);
  },
});
