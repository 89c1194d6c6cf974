import { wordsOf } from '../../core/text/fold.ts';

/** As many as journey.yaml allows. */
const idLengthMax = 48;

/** @example idOf('Atención al cliente', 'place') // => 'atencion-al-cliente' */
const idOf = (name: string, spare: string): string => {
  const id = wordsOf(name)
    .map((word) => word.replace(/[^a-z0-9]+/g, ''))
    .filter((word) => word !== '')
    .join('-');
  const started = /^[a-z]/.test(id) ? id : [spare, id].filter((part) => part !== '').join('-');
  return started.slice(0, idLengthMax).replace(/-+$/, '');
};

/**
 * Gives every name of a list an id of its own, in order.
 *
 * @param spare what to call a name without a Latin letter
 * @example idsOf(['Pago', 'pago', '🙂'], 'place') // => ['pago', 'pago-2', 'place']
 */
export const idsOf = (names: readonly string[], spare: string): string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    const first = idOf(name, spare);
    let id = first;
    for (let n = 2; taken.has(id); n += 1) id = `${first.slice(0, idLengthMax - String(n).length - 1)}-${n}`;
    taken.add(id);
    return id;
  });
};
