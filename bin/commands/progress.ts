import ora, { type Ora } from 'ora';

const plainLineMs = 5_000;

/** Progress of long work: a spinner on a terminal, otherwise a plain line every few seconds. Always on standard error. */
export class Progress {
  readonly #spinner: Ora | undefined = process.stderr.isTTY ? ora({ stream: process.stderr }) : undefined;
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

  end(): void {
    this.#spinner?.stop();
  }
}
