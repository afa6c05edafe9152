/** How many months a card shows, the running one included. */
export const MONTHS = 12;

const pad = (value: number) => String(value).padStart(2, '0');

/** From the first day of the month eleven months ago until today. */
export function shownPeriod(now: Date): {
  from: string;
  to: string;
  interval: 'month';
} {
  const first = new Date(now.getFullYear(), now.getMonth() - MONTHS + 1, 1);
  return {
    from: `${first.getFullYear()}-${pad(first.getMonth() + 1)}-01`,
    to: `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`,
    interval: 'month',
  };
}
