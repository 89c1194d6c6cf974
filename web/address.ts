/** Everything a view can be asked for, in the order an address says it. */
const fields = [
  'period',
  'compare',
  'segment',
  'medium',
  'lang',
  'touchpoint',
  'sentiment',
  'theme',
  'customer',
] as const;

/** What the reader looks at. The whole view is in the address: whoever gets the link sees the same. */
export type Address = { readonly [Field in (typeof fields)[number]]?: string | undefined };

const filled = (pick: (field: (typeof fields)[number]) => string | null | undefined): [string, string][] =>
  fields.flatMap((field) => {
    const value = pick(field);
    return value ? [[field, value]] : [];
  });

/** @example readAddress('?period=2026-10&utm_source=mail') // => { period: '2026-10' } */
export const readAddress = (search: string): Address => {
  const query = new URLSearchParams(search);
  return Object.fromEntries(filled((field) => query.get(field)));
};

/** @example addressOf({ lang: 'es', period: '2026-10', theme: '' }) // => '?period=2026-10&lang=es' */
export const addressOf = (address: Address): string => {
  const query = new URLSearchParams(filled((field) => address[field])).toString();
  // An empty href would mean the address as it is, query and all.
  return query === '' ? '/' : `?${query}`;
};
