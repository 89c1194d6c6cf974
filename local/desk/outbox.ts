import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { quotesOf } from '../../core/digest/quotes.ts';

/** A mail in the list. */
export interface MailLine {
  /** The name of its file, by which it is asked for. */
  readonly name: string;
  readonly arrivedAtMs: number;
  readonly subject: string;
  readonly to: string;
}

export interface StoredMail extends MailLine {
  readonly file: string;
  readonly email: Email;
}

/** What a list can show at once; older mails stay in the folder. */
const listedMax = 100;

/** The folder the local SES keeps mails in. */
export class Outbox {
  readonly #folder: string;
  readonly #lines = new Map<string, { readonly version: string; readonly line: MailLine }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The newest mails first. Each is parsed once, and again when its file changes. */
  async list(): Promise<readonly MailLine[]> {
    const files = this.#names().flatMap((name) => {
      // A fresh start may empty the folder at any moment.
      const stat = statSync(join(this.#folder, name), { throwIfNoEntry: false });
      return stat ? [{ name, stat }] : [];
    });
    files.sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs || (a.name < b.name ? -1 : 1));
    const lines: MailLine[] = [];
    for (const { name, stat } of files.slice(0, listedMax)) {
      const version = `${stat.mtimeMs}:${stat.size}`;
      const known = this.#lines.get(name);
      const mail = known?.version === version ? known.line : await this.read(name);
      if (mail === undefined) continue;
      const { arrivedAtMs, subject, to } = mail;
      const line = { name, arrivedAtMs, subject, to };
      this.#lines.set(name, { version, line });
      lines.push(line);
    }
    return lines;
  }

  /** @returns nothing for any name the folder does not list, so that no path leads out of it */
  async read(name: string): Promise<StoredMail | undefined> {
    if (!this.#names().includes(name)) return undefined;
    const file = join(this.#folder, name);
    const email = await PostalMime.parse(readFileSync(file), { attachmentEncoding: 'base64' });
    return {
      name,
      file,
      email,
      arrivedAtMs: statSync(file).mtimeMs,
      subject: email.subject || name,
      to: (email.to ?? []).flatMap(({ address }) => address ?? []).join(', '),
    };
  }

  /**
   * Takes the words of erased signals out of the mails that quote them.
   *
   * @param frozen the same mail as the ledger has it now; a preview or a test has none, can be made again, and is deleted
   */
  async forget(signals: ReadonlySet<string>, frozen: (name: string) => Promise<Buffer | undefined>): Promise<void> {
    if (signals.size === 0) return;
    for (const name of this.#names()) {
      const file = join(this.#folder, name);
      const { headers } = await PostalMime.parse(readFileSync(file));
      if (!quotesOf(headers).some((id) => signals.has(id))) continue;
      const raw = await frozen(name);
      if (raw === undefined) rmSync(file, { force: true });
      else writeFileSync(file, raw);
    }
  }

  #names(): string[] {
    try {
      const entries = readdirSync(this.#folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.eml')).map(({ name }) => name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}
