/**
 * A pure function that remembers what it made of an object, for as long as anybody holds that object.
 *
 * @example const tallyOf = once((rows: History) => mergeAll(rows.map(({ tally }) => tally)));
 */
export const once = <From extends object, To>(make: (from: From) => To): ((from: From) => To) => {
  const made = new WeakMap<From, { readonly to: To }>();
  return (from) => {
    const known = made.get(from) ?? { to: make(from) };
    made.set(from, known);
    return known.to;
  };
};
