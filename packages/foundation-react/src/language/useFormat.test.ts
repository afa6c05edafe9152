import { createFormat } from './useFormat';

describe('createFormat', () => {
  it.each([
    ['en', '1234500000', 'EUR', '€1,234.50'],
    ['de', '1234500000', 'eur', '1.234,50\u00a0€'],
    ['en', 137n, 'EUR', '€0.000137'],
    ['en', -5n, 'EUR', '-€0.000005'],
    ['en', '0', 'EUR', '€0.00'],
    // Twice as long as what a number holds exactly.
    [
      'en',
      '123456789012345678901234567890000001',
      'EUR',
      '€123,456,789,012,345,678,901,234,567,890.000001',
    ],
  ])(
    'writes micro-units exactly in %s: %s',
    (language, micros, currency, text) => {
      expect(createFormat(language).moneyMicros(micros, currency)).toBe(text);
    },
  );

  it('refuses micro-units that are not an integer', () => {
    expect(() => createFormat('en').moneyMicros('1.5', 'EUR')).toThrow(
      SyntaxError,
    );
  });

  it('writes times to the minute, and instants to the second', () => {
    const iso = new Date(2026, 10, 30, 3, 5, 9).toISOString();
    const { dateTime, instant } = createFormat('de');
    expect(dateTime(iso)).toBe('30.11.2026, 03:05');
    expect(instant(iso)).toBe('30.11.2026, 03:05:09');
  });

  it('writes lengths of time in the two largest units', () => {
    const { duration } = createFormat('en');
    expect([4.25, 59, 125, 7_260].map(duration)).toEqual([
      '4.3 sec',
      '59 sec',
      '2 min 5 sec',
      '2 hr 1 min',
    ]);
  });
});
