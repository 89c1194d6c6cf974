/** A webhook before anything happens to it on its way. */
export interface Draft {
  readonly source: string;
  readonly occurredMs: number;
  readonly body: Buffer;
  /** Where the customer was asked; absent for measures, money and what nobody asked for. */
  readonly askedAt?: string;
  /** What the tool posts when somebody thinks again: another score first, and later `body`'s as its correction. */
  readonly revise?: (updatedMs: number) => readonly [first: Buffer, corrected: Buffer];
}

export const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
