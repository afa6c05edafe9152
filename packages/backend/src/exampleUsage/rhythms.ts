import type { ScenarioEnvironment } from './scenario';

const OFFICE_HOURS = [
  // Nobody, the early ones, the rush, lunch, the afternoon, the late ones.
  0.08, 0.06, 0.06, 0.06, 0.07, 0.12, 0.35, 0.8, 1.3, 1.6, 1.7, 1.5, 1.05, 1.2,
  1.45, 1.3, 0.9, 0.5, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1,
];

const SEASONS: Record<ScenarioEnvironment['season'], number[]> = {
  none: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  spring: [0.8, 0.9, 1.4, 1.6, 1.5, 1.2, 0.95, 0.85, 0.95, 0.9, 0.8, 0.7],
  'year-end': [1.3, 1, 0.9, 0.9, 0.9, 0.95, 0.9, 0.85, 0.95, 1, 1.25, 1.6],
  winter: [1.35, 1.25, 1.1, 1, 0.85, 0.8, 0.75, 0.8, 0.9, 1.05, 1.2, 1.3],
  school: [1.5, 2, 1.7, 1.1, 0.9, 0.7, 0.3, 0.35, 0.9, 0.8, 0.9, 0.7],
};

/** What is kept does not depend on who is at work; what is done does. */
const STOCK_METERS = new Set([
  'database-storage',
  'object-storage',
  'vm-hours',
]);

/** How busy an hour is, compared with an ordinary hour of an ordinary day. */
export function busyness(
  environment: ScenarioEnvironment,
  meter: string,
  timeMs: number,
): number {
  if (meter === 'vm-hours' || STOCK_METERS.has(meter)) return 1;
  const time = new Date(timeMs);
  const season = SEASONS[environment.season][time.getUTCMonth()];
  if (environment.rhythm === 'constant') return season;
  const weekend = time.getUTCDay() === 0 || time.getUTCDay() === 6;
  return season * OFFICE_HOURS[time.getUTCHours()] * (weekend ? 0.12 : 1);
}

/** Whether a meter only grows or shrinks slowly. */
export function isStock(meter: string): boolean {
  return STOCK_METERS.has(meter);
}
