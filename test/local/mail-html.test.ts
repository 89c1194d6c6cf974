import { describe, expect, it } from 'vitest';
import { inLight, withPictures } from '../../local/desk/mail-html.ts';

describe('a mail in one light', () => {
  const sheet =
    '<style>@media screen and ( prefers-color-scheme : DARK ){a{}} @media (prefers-color-scheme:light){b{}}</style>';

  it('answers its own questions about the light, and no word of a customer', () => {
    const said = '<p>@media (prefers-color-scheme:dark)</p><source media="(prefers-color-scheme:dark)">';
    expect(inLight(sheet + said, 'dark')).toBe(
      '<style>@media screen and (min-width:0px){a{}} @media (max-width:0px){b{}}</style><p>@media (prefers-color-scheme:dark)</p><source media="(min-width:0px)"><style>:root{color-scheme:dark !important}</style>',
    );
    expect(inLight(sheet, 'light')).toContain('@media screen and (max-width:0px){a{}} @media (min-width:0px){b{}}');
  });

  it('shows the pictures it brought and leaves other addresses alone', () => {
    const picture = (contentId: string, mimeType: string) => ({
      filename: null,
      disposition: null,
      contentId,
      mimeType,
      content: 'AA==',
    });
    const brought = [picture('<a@x>', 'image/png'), picture('<b@x>', 'text/html')];
    expect(withPictures(`<img src="cid:a@x"><img src='cid:b@x'><img src=cid:c@x>`, brought)).toBe(
      `<img src="data:image/png;base64,AA=="><img src='cid:b@x'><img src=cid:c@x>`,
    );
  });
});
