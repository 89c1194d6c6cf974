/** What people need to connect a tool: `listening-path sources` and docs/channels.md print it. */
export interface Guide {
  /** The tool as its users call it. */
  readonly tool: string;
  /** Where in the tool, which events to tick: one step a sentence, in plain words. `{url}` stands for the address. */
  readonly steps: readonly string[];
  /** Who makes the secret: copied from the `tool`, or made by `us` and pasted there. And where it is, in words. */
  readonly secret?: { readonly from: 'tool' | 'us'; readonly where: string };
  /** The header that carries the secret itself, of tools that can send one but not sign. */
  readonly header?: string;
  /**
   * Tools that cannot sign prove themselves by an unguessable path: `always`, or only accounts that sign nothing
   * (`unsigned`).
   */
  readonly pathToken?: 'always' | 'unsigned';
  /** Another value the tool asks for that follows from the secret: the name its form gives it. */
  readonly verifyToken?: string;
  /** A token for the tool's API, for events that only name an object: where it is made, and the rights it needs. */
  readonly apiToken?: string;
  /** Where the tool's API is, when each account has its own address: what `api:` of the source has to say. */
  readonly apiAddress?: string;
  /** Without a question map nothing can be read (`needed`), or only what speaks for itself (`optional`). */
  readonly questions: 'needed' | 'optional' | 'none';
  /** What the keys of the question map are in this tool, with an example such as `{ q1: nps, why: text }`. */
  readonly questionKeys?: string;
  /** What comes in, one kind of signal a line. */
  readonly brings: readonly string[];
  /** What nobody has seen on a real account yet. `listening-path record` settles it. */
  readonly unconfirmed?: readonly string[];
  /** The vendor's own page. */
  readonly page: string;
}

/** Every webhook has to prove who sent it. */
export interface WebhookGuide extends Guide {
  readonly secret: NonNullable<Guide['secret']>;
}

/** The examples of a question map in a guide's words, as a source would have them. */
export const exampleMaps = /\{ [^}]* \}/g;
