/**
 * The one base of every error this project throws on purpose.
 *
 * A caller decides with `retryable` alone: a queue hands a retryable failure back, and dead-letters the rest.
 * Messages read `where: what, and how to mend it` and never quote a customer, because they end up in logs.
 */
export class ListeningPathError extends Error {
  override name = 'ListeningPathError';
  readonly retryable: boolean = false;
}

/** A webhook body that cannot be read although its signature is good: the sender must change it (400). */
export class MalformedBody extends ListeningPathError {
  override name = 'MalformedBody';
  /** What a log may say of it: the sender hears which field is wrong, but names of fields are the sender's words too. */
  readonly loggable: string;

  constructor(message: string, loggable = message) {
    super(message);
    this.loggable = loggable;
  }
}

/** A queue message that is not a signal: no retry will ever decode it. */
export class MalformedMessage extends ListeningPathError {
  override name = 'MalformedMessage';
}

/** A journey file with problems; `problems` lists them all, each with its place. */
export class InvalidJourney extends ListeningPathError {
  override name = 'InvalidJourney';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`journey: ${problems.length} problem(s)\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

/** An AWS service that did not do as asked; the same call later may succeed. */
export class ServiceUnavailable extends ListeningPathError {
  override name = 'ServiceUnavailable';
  override readonly retryable = true;
}

/** The mail service answered that it did not take a mail: nothing left, and it may be tried again. */
export class MailRefused extends ListeningPathError {
  override name = 'MailRefused';
  override readonly retryable = true;
}

/** A command line the user must correct. */
export class UsageError extends ListeningPathError {
  override name = 'UsageError';
}
