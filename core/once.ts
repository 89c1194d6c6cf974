/**
 * A pure function that remembers what it made of an object and a word, for as long as anybody holds that object. What it
 * made is not to be changed.
 */
export const onceEach = <From extends object, To>(
  make: (from: From, word: string) => To,
): ((from: From, word: string) => To) => {
  const made = new WeakMap<From, Map<string, { readonly to: To }>>();
  return (from, word) => {
    const words = made.get(from) ?? new Map<string, { readonly to: To }>();
    const known = words.get(word) ?? { to: make(from, word) };
    made.set(from, words.set(word, known));
    return known.to;
  };
};

/**
 * The same for what is made of an object alone.
 *
 * @example const tallyOf = once((rows: History) => mergeAll(rows.map(({ tally }) => tally)));
 */
export const once = <From extends object, To>(make: (from: From) => To): ((from: From) => To) => {
  const made = onceEach(make);
  return (from) => made(from, '');
};
