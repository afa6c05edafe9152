/*
 * What the clock says in the example portal's time zone, which is ahead of UTC: at
 * midnight even the day is another.
 */

/** Such as `2026-11-29T00:05`, as a field of a form takes it. */
export function portalTime(ms = Date.now()) {
  return new Date(ms)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
    .slice(0, 16)
    .replace(' ', 'T');
}

/** Such as `2026-11-29`. */
export const portalDay = () => portalTime().slice(0, 10);
