import { describe, expect, it } from 'vitest';
import { e164Of } from '../../core/phone.ts';

describe('a telephone number', () => {
  it('is the same however it is grouped', () => {
    const written = ['+34600000001', '+34 600 00 00 01', '+34-600-000-001', '+34 (600) 000.001'];
    expect(written.map(e164Of)).toEqual(Array.from({ length: 4 }, () => '+34600000001'));
  });

  it('is none without its country, or when no country has such', () => {
    expect(['600000001', '0034600000001', '+34 600', '+999600000001', '+', ''].map(e164Of)).toEqual(
      Array.from({ length: 6 }),
    );
  });
});
