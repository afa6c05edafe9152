import { localize } from './LocalizedText';

it("speaks the person's language, else English, else says the fallback", () => {
  const text = { en: 'database', de: 'Datenbank' };
  expect(localize(text, 'de')).toBe('Datenbank');
  expect(localize(text, 'de-AT')).toBe('Datenbank');
  expect(localize(text, 'fr')).toBe('database');
  expect(localize({ en: 'database' }, 'de')).toBe('database');
  expect(localize(undefined, 'de', 'postgresql')).toBe('postgresql');
  expect(localize(undefined, 'de')).toBe('');
});
