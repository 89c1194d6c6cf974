import { caniemail } from 'caniemail';
import { describe, expect, it } from 'vitest';
import { renderDigest } from '../../../core/digest/render.ts';
import { fullWeek } from './contents-full.ts';

/**
 * What the mail uses although some program does not know it, and why nothing is lost there.
 * https://www.caniemail.com/
 */
const accepted: Readonly<Record<string, string>> = {
  '@media': 'Outlook on Windows and Gmail in a mobile browser show the light mail, with all its columns.',
  '<style> element': 'It only holds those media queries.',
  'color-scheme meta tag': 'Apple Mail alone asks for it; the others ignore it.',
  'display:none': "Gmail's mobile web page hides by max-height instead.",
  'max-height property': 'Outlook on Windows hides by display and mso-hide instead.',
  overflow: 'The same: it goes with max-height.',
  'table-layout': 'Outlook breaks long words by itself.',
  'overflow-wrap': 'word-break does the same, and one of them is known everywhere.',
  'word-break': 'overflow-wrap does the same.',
  'border-radius': 'Corners are square there.',
  'role attribute': 'A screen reader may announce tables there.',
  'aria-hidden attribute': 'What it hides has no words.',
  'lang attribute': 'A screen reader keeps its own language there.',
  '<body> element': 'The table inside has the same ground.',
  'height property': 'Bars have the attribute too, and a line as high.',
  'height attribute': 'Bars have the property too.',
  'white-space': 'A change may break in two where its column is narrow, which it only is on a phone.',
  'width attribute': 'HEY spreads columns by what is in them.',
};

const clients = [
  'gmail.*',
  'outlook.*',
  'apple-mail.*',
  'yahoo.*',
  'aol.*',
  'protonmail.*',
  'samsung-email.*',
  'fastmail.*',
  'hey.*',
] as const;

const { html } = renderDigest(fullWeek, { unsubscribe: 'https://example.org/u' });
const unknownTo = (programs: Parameters<typeof caniemail>[0]['clients'], mail: string): string[] => [
  ...new Set([...caniemail({ clients: programs, html: mail }).issues.errors.values()].flat().map(({ title }) => title)),
];

describe('the mail', () => {
  it('uses nothing that a mail program does not know but for what is explained here', () => {
    expect(unknownTo([...clients], html).toSorted()).toEqual(Object.keys(accepted).toSorted());
  });

  it('uses no more than that where Thunderbird is concerned, as far as there is data on it', () => {
    // Of Thunderbird on Windows caniemail knows next to nothing, and on macOS it throws at what it has no data on.
    const known = html.replaceAll(/(table-layout|overflow-wrap):\w+;?/g, '');
    expect(Object.keys(accepted)).toEqual(expect.arrayContaining(unknownTo(['thunderbird.macos'], known)));
  });
});
