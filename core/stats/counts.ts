/**
 * Refuses counts no set of answers can have, because a formula fed with them gives a number that looks fine.
 *
 * @param where the function and the argument, for the message
 * @throws {RangeError} unless `count` is an integer from `min` to `max`
 * @example requireCount('wilsonInterval: trials', 0, 1) // throws
 */
export const requireCount = (where: string, count: number, min = 0, max = Number.MAX_SAFE_INTEGER): void => {
  if (!Number.isInteger(count) || count < min || count > max) {
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new RangeError(`${where} must be an integer ${range}, was ${count}`);
  }
};
