import { parseRetryAfter } from './retryAfter';

const now = Date.parse('Mon, 23 Nov 2026 10:00:00 GMT');

describe('parseRetryAfter', () => {
  it.each([
    ['5', 5_000],
    ['0', 1_000],
    ['86400', 300_000],
    ['999999999999999999999999', 300_000],
    [' 7 ', 7_000],
    ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 10:00:30 GMT', 30_000],
    ['Mon Nov 23 10:00:30 2026', expect.any(Number)],
    ['Sun, 22 Nov 2026 10:00:00 GMT', 1_000],
    ['Mon, 23 Nov 2036 10:00:00 GMT', 300_000],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['5 seconds', undefined],
    ['2026', 300_000],
    ['Mon, 99 Foo 2026 10:00:00 GMT', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j gives %j', (header, expected) => {
    expect(parseRetryAfter(header, now)).toEqual(expected);
  });
});
