import { type ObjectRequest, planObject, readObject, type Unread } from '../core/enrich.ts';
import type { Source } from '../core/journey/schema.ts';
import type { Opened } from '../core/open.ts';
import type { DeploymentSecret } from '../core/secrets.ts';
import type { Signal } from '../core/signal.ts';
import { readObjects } from '../vendors/read-objects.ts';

export interface Enriched<Message> {
  readonly signals: Map<Message, readonly Signal[]>;
  readonly unread: readonly ({ readonly record: Message } & Unread)[];
}

const isRequest = (plan: ObjectRequest | Unread): plan is ObjectRequest => !('kind' in plan);

/** The signals of every message; those that only name an object after it was read from the tool's API. */
export const enrich = async <Message>(
  opened: ReadonlyMap<Message, Opened>,
  sources: ReadonlyMap<string, Source>,
  secret: Pick<DeploymentSecret, 'tokens'>,
  deadline: AbortSignal,
): Promise<Enriched<Message>> => {
  const plans = await Promise.all(
    [...opened].flatMap(([record, { thin }]) =>
      thin.map(async (one) => ({ record, plan: await planObject(one, sources, secret) })),
    ),
  );
  const planned = plans.flatMap(({ record, plan }) => (isRequest(plan) ? [{ record, request: plan }] : []));
  const objects =
    planned.length === 0
      ? []
      : await readObjects(
          planned.map(({ request }) => request),
          deadline,
        );
  const signals = new Map([...opened].map(([record, { signals: given }]): [Message, Signal[]] => [record, [...given]]));
  const unread = plans.flatMap(({ record, plan }) => (isRequest(plan) ? [] : [{ record, ...plan }]));
  for (const [index, { record, request }] of planned.entries()) {
    const object = objects[index] ?? { kind: 'busy', reason: `${request.source.id}: not asked in time` };
    const read = object.kind === 'read' ? readObject(request, object.answer) : object;
    if ('kind' in read) unread.push({ record, ...read });
    else signals.get(record)?.push(...read);
  }
  // A message is stored whole or comes back whole: half of one would be counted before the rest is known.
  for (const { record } of unread) signals.delete(record);
  return { signals, unread };
};
