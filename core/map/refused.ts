import { ListeningPathError } from '../errors.ts';
import type { Problem } from './api.ts';

const statuses: Readonly<Record<Problem['title'], number>> = {
  'bad-request': 400,
  forbidden: 403,
  'not-found': 404,
  busy: 503,
};

/** A question of the page that is not answered, and why: its message names no customer and says how to ask instead. */
export class Refused extends ListeningPathError {
  override name = 'Refused';
  readonly title: Problem['title'];

  constructor(title: Problem['title'], detail: string) {
    super(detail);
    this.title = title;
  }

  /** RFC 9457. */
  get problem(): Problem {
    return { title: this.title, status: statuses[this.title], detail: this.message };
  }
}
