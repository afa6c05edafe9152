import { readAmount, writeAmount } from './amount';

describe('readAmount', () => {
  it.each([
    ['de', '1.234,50', 1_234_500_000n],
    ['de', '1234,5', 1_234_500_000n],
    ['de', '0,000001', 1n],
    ['de', ' 12 € ', 12_000_000n],
    ['en', '1,234.50', 1_234_500_000n],
    ['en', '12345.67 EUR', 12_345_670_000n],
    ['en', '9999999999999.999999', 9_999_999_999_999_999_999n],
  ])('reads in %s %s', (language, text, micros) => {
    expect(readAmount(text, language)).toBe(micros);
  });

  it.each([
    // In German a point is a sign of thousands: this is not one and a half.
    ['de', '1.5'],
    ['de', '12.34,50'],
    ['en', '1,5'],
    ['en', '1.0000001'],
    ['en', '-5'],
    ['en', '1e3'],
    ['en', ''],
    ['en', '99999999999999'],
  ])('refuses in %s %s', (language, text) => {
    expect(readAmount(text, language)).toBeUndefined();
  });

  it('reads what is written', () => {
    for (const language of ['en', 'de']) {
      for (const micros of ['0', '1', '1500000', '1234567890123']) {
        const text = writeAmount(micros, language);
        expect(readAmount(text, language)).toBe(BigInt(micros));
      }
    }
    expect(writeAmount('1234500000', 'de')).toBe('1234,50');
  });
});
