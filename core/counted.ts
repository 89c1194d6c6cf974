/** A number as people read it: 14,200. */
export const grouped = (count: number): string => count.toLocaleString('en');

/** @example counted(1, 'signal') // => '1 signal' */
export const counted = (count: number, one: string): string => `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
