import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';

/** Seconds from begin to end, or until now. */
export function secondsOf(outage: Outage, nowMs: number): number {
  const { from, to } = outage.interval;
  const end = to ? Date.parse(to) : nowMs;
  return Math.max(0, Math.floor((end - Date.parse(from)) / 1000));
}

/** The months that an outage reaches into, as `2026-11`; at most so many, the first ones. */
export function monthsOf(outage: Outage, nowMs: number, most = 3): string[] {
  const { from, to } = outage.interval;
  const last = (to ?? new Date(nowMs).toISOString()).slice(0, 7);
  const months: string[] = [];
  const day = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  while (months.length < most && day.toISOString().slice(0, 7) <= last) {
    months.push(day.toISOString().slice(0, 7));
    day.setUTCMonth(day.getUTCMonth() + 1);
  }
  return months;
}
