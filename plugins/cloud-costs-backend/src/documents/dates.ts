import type { StatementSnapshot } from '../statements';

/** The day on which a statement became final, in its time zone. */
export function issueDay(
  finalisedAt: string | undefined,
  timeZone: string,
): string | undefined {
  if (!finalisedAt) return undefined;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(
    new Date(finalisedAt),
  );
}

/** The last day on which an invoice is paid in time. */
export function dueDay(issued: string, snapshot: StatementSnapshot): string {
  const day = new Date(`${issued}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + (snapshot.paymentDays ?? 30));
  return day.toISOString().slice(0, 10);
}
