import { expect, it } from 'vitest';
import { once, onceEach } from '../../core/once.ts';

it('what is made of an object is made once for each word, and anew for another object', () => {
  let made = 0;
  const number = onceEach((_from: object, _word) => ++made);
  const [one, other] = [{}, {}];
  expect([number(one, 'a'), number(one, 'b'), number(one, 'a'), number(other, 'a')]).toEqual([1, 2, 1, 3]);
});

it('that nothing was made of it is remembered, too', () => {
  let asked = 0;
  const nothing = once((_from: object): undefined => {
    asked += 1;
  });
  const one = {};
  expect([nothing(one), nothing(one), asked]).toEqual([undefined, undefined, 1]);
});
