/** A call of the AWS API, as far as an engine needs it. */
export interface Call {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's serialisers already gave it the operation's own shape.
  readonly input: any;
  /** The body as it would go over the wire. */
  readonly raw: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers one AWS service's calls on this machine. */
export type Engine = (call: Call) => Promise<Answer>;

export const ok = (output: object): Answer => ({ status: 200, body: JSON.stringify(output) });

/** An error as AWS's JSON protocols write it, which the SDK maps to its own exception of that name. */
export const fail = (code: string, message: string, status = 400): Answer => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message }),
});

export const notKnown = (service: string, operation: string): Answer =>
  fail('UnknownOperationException', `the local ${service} does not know ${operation}; see local/engines/`);
