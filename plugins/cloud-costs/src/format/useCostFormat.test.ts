import { createCostFormat } from './useCostFormat';

const plain = (text: string | undefined) =>
  text?.replace(/\u00a0|\u202f/g, ' ');
const en = createCostFormat('en');
const de = createCostFormat('de');

describe('costs in words', () => {
  it('rounds to cents, keeps what is less than a cent, and is exact where asked', () => {
    expect(en.money('1234565000', 'EUR')).toBe('€1,234.57');
    expect(plain(de.money('1234564999', 'EUR'))).toBe('1.234,56 €');
    expect(en.money('-1234565000', 'EUR')).toBe('-€1,234.57');
    expect(en.money('4200', 'EUR')).toBe('€0.0042');
    expect(en.money('0', 'EUR')).toBe('€0.00');
    expect(en.exactMoney('1234567891', 'EUR')).toBe('€1,234.567891');
    expect(plain(de.price('0.0135', 'EUR'))).toBe('0,0135 €');
  });

  it('does not lose digits that a float would lose', () => {
    expect(en.exactMoney('9007199254740993', 'EUR')).toBe(
      '€9,007,199,254.740993',
    );
    expect(en.quantity('12345678901234567.123456')).toBe(
      '12,345,678,901,234,567.123456',
    );
  });

  it('says shares and changes to a tenth of a percent, of nothing nothing', () => {
    expect(en.share(1n, 3n)).toBe('33.3%');
    expect(en.relativeChange(1125n, 1000n)).toBe('+12.5%');
    expect(plain(de.relativeChange(875n, 1000n))).toBe('-12,5 %');
    expect(en.relativeChange(5n, -10n)).toBe('+150%');
    expect(en.relativeChange(1n, 0n)).toBeUndefined();
    expect(en.relativeChange(999n, 100n)).toBe('+899%');
    expect(en.relativeChange(2_951n, 100n)).toBe('×30');
    expect(en.change(-1500000n, 'EUR')).toBe('-€1.50');
  });

  it('names days, months and spans without a time zone getting in the way', () => {
    expect(en.day('2026-03-29')).toBe('Mar 29, 2026');
    expect(de.month('2026-03')).toBe('März 2026');
    expect(plain(de.range('2026-03-01', '2026-03-31'))).toMatch(
      /^01\.–31\.03\.2026$/,
    );
  });

  it('counts time in the words of the language', () => {
    expect(en.measured('1', 'month')).toBe('1 month');
    expect(de.measured('31', 'day')).toBe('31 Tage');
    expect(en.measured('1', 'once')).toBe('1 ×');
    expect(en.measured('1500.5', 'GiB·h')).toBe('1,500.5 GiB·h');
    const words = createCostFormat('de', (unit, quantity) =>
      quantity === 1 ? unit : `${unit}en`,
    );
    expect(words.measured('2000', 'Nachricht')).toBe('2.000 Nachrichten');
    expect(words.perUnits('1', 'Nachricht')).toBe('Nachricht');
    expect(words.perUnits('100', 'Nachricht')).toBe('100 Nachrichten');
  });
});
