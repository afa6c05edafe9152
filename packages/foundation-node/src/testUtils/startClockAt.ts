/**
 * Lets this process's clock run from an instant on, for tests of what depends on the
 * day of the month: what reads `Date.now()` sees it, a database and `new Date()` do not.
 *
 * @param iso - such as `2026-11-18T12:00:00+01:00`
 * @returns sets the clock right again
 * @public
 */
export function startClockAt(iso: string): () => void {
  const real = Date.now;
  const ahead = Date.parse(iso) - real();
  Date.now = () => real() + ahead;
  return () => {
    Date.now = real;
  };
}
