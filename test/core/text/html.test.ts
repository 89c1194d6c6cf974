import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainOfHtml } from '../../../core/text/html.ts';

it.each([
  ['<p>Where is my&nbsp;refund?</p>\n<p>Ines</p>', 'Where is my refund?\nInes'],
  ['Too <b>slow</b>,<br/>again &amp; again &lt;3', 'Too slow,\nagain & again <3'],
  ['<ul><li>late</li><li>cold</li></ul>', 'late\ncold'],
  ['<style>p { color: red }</style><script>alert("x")</script>Hello', 'Hello'],
  ['no markup at all', 'no markup at all'],
  ['<p>a line\n  broken in the source</p>', 'a line broken in the source'],
  ['2 < 3 and 5 > 4', '2 < 3 and 5 > 4'],
  ['<p>never closed', 'never closed'],
  ['', ''],
])('reads %j as %j', (html, words) => expect(plainOfHtml(html)).toBe(words));

it('never throws, and leaves no element behind', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<br>',
    '<div',
    '>',
    '&amp;',
    '&#x1F600;',
    '<!--',
    '-->',
    'words ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      expect(plainOfHtml(parts.join(''))).not.toMatch(/<(p|br)>/);
    }),
    { numRuns: 500 },
  );
});

it('reads what is nested deeper than a stack would hold', () => {
  const deep = '<div>'.repeat(100_000);
  expect(plainOfHtml(`${deep}deep`)).toBe('deep');
});
