import ora, { type Ora } from 'ora';
import { grouped } from '../../core/counted.ts';

const plainLineMs = 5_000;
const barWidth = 24;

/** A terminal that does not know how wide it is would have ora clear infinitely many lines. */
const isTerminal = process.stderr.isTTY && process.stderr.columns > 0;

const bar = (share: number): string => {
  const filled = Math.round(barWidth * Math.min(1, share));
  return '▓'.repeat(filled) + '░'.repeat(barWidth - filled);
};

/** Progress of long work: a spinner on a terminal, otherwise a plain line every few seconds. Always on standard error. */
export class Progress {
  readonly #spinner: Ora | undefined = isTerminal ? ora({ stream: process.stderr }) : undefined;
  #toldAtMs = Date.now();

  tell(text: string): void {
    if (this.#spinner) {
      this.#spinner.text = text;
      if (!this.#spinner.isSpinning) this.#spinner.start();
    } else if (Date.now() - this.#toldAtMs > plainLineMs) {
      this.#toldAtMs = Date.now();
      console.error(text);
    }
  }

  /** Tells how much of a known amount is done. @example progress.count('storing', 14_200, 22_310, 'messages') */
  count(verb: string, done: number, total: number, unit: string): void {
    const amount = `${grouped(done)} of ${grouped(total)} ${unit}`;
    this.tell(this.#spinner ? `${verb} ${bar(done / total)} ${amount}` : `${verb}: ${amount}`);
  }

  end(): void {
    this.#spinner?.stop();
  }
}
