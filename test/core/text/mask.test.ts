import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../../core/text/mask.ts';

describe('what identifies a person', () => {
  it.each([
    ['write to me@example.org now', 'write to [email] now'],
    ['me.too+tag@sub.example.co.uk.', '[email].'],
    ['(ana_b@correo.es)', '([email])'],
    ['ñandú@españa.es', '[email]'],
    ['😀me@example.org😀', '😀[email]😀'],
    ['+34 612 34 56 78', '[phone]'],
    ['612345678', '[phone]'],
    ['mi número: 612-345-678.', 'mi número: [phone].'],
    ['91 123 45 67', '[phone]'],
    ['0034612345678', '[phone]'],
    ['(555) 123-4567', '[phone]'],
    ['+1 (555) 123-4567', '[phone]'],
    ['call +1 555 123 4567 20 times', 'call [phone] 20 times'],
    ['+44 (0)20 7946 0958', '[phone]'],
    ['+52 1 55 1234 5678', '[phone]'],
    ['11 5555-1234', '[phone]'],
    ['06 12 34 56 78', '[phone]'],
    ['+34612345678/+34698765432', '[phone]/[phone]'],
    // Test numbers of the card schemes.
    ['4111 1111 1111 1111', '[card]'],
    ['my card 5500-0000-0000-0004 was charged', 'my card [card] was charged'],
    ['378282246310005', '[card]'],
    ['order 12345 4111 1111 1111 1111', 'order 12345 [card]'],
    // The examples of the IBAN registry.
    ['ES91 2100 0418 4502 0005 1332 y luego', '[iban] y luego'],
    ['GB29NWBK60161331926819', '[iban]'],
    ['de89 3704 0044 0532 0130 00', '[iban]'],
    ['mi DNI es 12345678Z', 'mi DNI es [id]'],
    ['12.345.678-Z', '[id]'],
    ['x1234567l', '[id]'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    ['full-width digits', '６１２３４５６７８', '[phone]'],
    ['no-break spaces', '4111\u00a01111\u00a01111\u00a01111', '[card]'],
    ['thin spaces and en dashes', '612\u2009345\u2009678 – 91\u2013123\u201345\u201367', '[phone] – [phone]'],
    ['a full-width @', 'me＠example.org', '[email]'],
    ['Arabic digits', '+٣٤ ٦١٢ ٣٤٥ ٦٧٨', '[phone]'],
  ])('is found behind %s', (_, text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });
});

describe('what identifies nobody', () => {
  it.each([
    'order 12345, pedido 12345678, #2345678901',
    'on 2026-11-22 at 10:30:15, or 22/11/2026 10:30, or 20261122103000',
    '10/10, 3 de 10, 9 10 8 7 10 9 8 10 7 6, 10 20 30 40 50',
    '19.99, 1.234,56 €, 1.234.567, $899.999.999, 899 999 999 €',
    'from 192.168.100.100 in 2026 2025 2024 2023',
    // One digit off: checksums fail.
    '4111 1111 1111 1112, ES91 2100 0418 4502 0005 1333, 12345678A',
    'tracking 1Z999AA10123456784, user@localhost, @handle, me @ home',
    'ｆｕｌｌ ｗｉｄｔｈ ｗｏｒｄｓ１２ and no\u00a0break spaces stay as they are',
    '[email] [phone] [card] [iban] [id]',
  ])('%j stays', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });
});

describe('any text', () => {
  const planted = [
    ['ana@correo.es', '[email]'],
    ['+34 612 34 56 78', '[phone]'],
    ['4111-1111-1111-1111', '[card]'],
    ['ES9121000418450200051332', '[iban]'],
    ['12345678Z', '[id]'],
  ] as const;
  const pieces = fc.constantFrom(
    ...['612', '345', '678', '4111', '1111', '12345678', '34', '00', '1', '20', 'Z', 'x', 'ES91', 'a', 'b.co', '@'],
    ...['+', '(', ')', '-', '.', ' ', ' - ', '\u00a0', '#', '€', '$', ',', '/', ']', '[phone]', 'ñ', '\ud83d', '６'],
  );
  const hostile = fc.array(pieces, { maxLength: 24 }).map((some) => some.join(''));
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), hostile);

  it('loses what is planted in it and keeps the rest', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...planted), (before, after, [secret, mask]) => {
        const around = [before, after].map(maskPersonal);
        expect(maskPersonal(`${before}\n${secret}\n${after}`)).toBe(`${around[0]}\n${mask}\n${around[1]}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not changed by a second masking', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const masked = maskPersonal(text);
        expect(maskPersonal(masked)).toBe(masked);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['1', 'a@', '1 ', 'a.', 'ES91 ', '4111 ', '612 345 678', '(', '+1', 'x1234567', '12345678-'])(
    'is masked before the test times out when it is %j, 200,000 characters long',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      expect(maskPersonal(text).length).toBeLessThanOrEqual(text.length);
    },
  );
});
