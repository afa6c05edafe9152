import fc from 'fast-check';
import { plainText } from './plainText';

describe('plainText', () => {
  it.each([
    ['Plain words < 5 & more', 'Plain words < 5 & more'],
    ['<p>Disk <b>full</b></p>', 'Disk full'],
    ['a<script>steal()</script>b', 'a b'],
    ['a<!-- hidden -->b', 'a b'],
    ['<img src=x onerror=alert(1)', undefined],
    ['bell\u0007 and \u001b[31mred', 'bell and [31mred'],
    ['one\r\n\ttwo', 'one \n two'],
    ['evil\u202etxt.exe', 'eviltxt.exe'],
    ['', undefined],
    [42, undefined],
    [{ toString: () => 'x' }, undefined],
  ])('%j becomes %j', (value, expected) => {
    expect(plainText(value)).toBe(expected);
  });

  it('keeps at most 2000 characters, of any text', () => {
    expect(plainText('x'.repeat(5_000))).toHaveLength(2_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), text => {
        const plain = plainText(text) ?? '';
        expect(plain.length).toBeLessThanOrEqual(2_000);
        expect(plain).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(plain).not.toMatch(/<[a-z]+[^<>]*>/i);
      }),
    );
  });

  it('comes to an end with hostile text', () => {
    for (const part of ['<script', '<!--', '<a ', '<', '\t', ' ']) {
      expect((plainText(part.repeat(100_000)) ?? '').length).toBeLessThan(
        2_001,
      );
    }
  });

  it('blots out secrets', () => {
    expect(plainText('login portal/sesame failed', ['sesame'])).toBe(
      'login portal/*** failed',
    );
  });
});
