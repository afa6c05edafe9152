import { Random } from '../harness';

export const INSTANCES = 500;
export const METERS = ['requests', 'storage', 'transfer', 'connections'];
const UNITS = ['1', 'GiB.h', 'GiB', 'h'];
const DUPLICATES = 0.05;
const LATE = 0.02;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A usage event in short. */
export type MadeEvent = {
  id: string;
  instance: number;
  meter: number;
  timeMs: number;
  millionths: number;
};

/**
 * Three days of usage as collectors send it: in the order of time, with ids
 * that are ordered by time, some of it late and some of it twice.
 *
 * @returns `sent`: `count` events in the order in which they are sent; `unique`: each once
 */
export function makeEvents(count: number): {
  beginMs: number;
  sent: MadeEvent[];
  unique: MadeEvent[];
} {
  const random = new Random(3);
  const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const beginMs = endMs - 3 * DAY_MS;
  const sent: MadeEvent[] = [];
  const unique: MadeEvent[] = [];
  for (let at = 0; at < count; at += 1) {
    if (unique.length && random.chance(DUPLICATES)) {
      // Mostly what was sent a moment ago; a sender repeats what it had no answer to.
      const back = random.integer(1, Math.min(unique.length, 5_000) + 1);
      sent.push(unique[unique.length - back]);
      continue;
    }
    const sentMs =
      beginMs + HOUR_MS + (at / count) * (endMs - beginMs - HOUR_MS);
    const lateMs = random.chance(LATE) ? random.next() * (sentMs - beginMs) : 0;
    const event = {
      id: random.uuid(sentMs),
      instance: random.integer(0, INSTANCES),
      meter: random.integer(0, METERS.length),
      timeMs: Math.trunc(sentMs - lateMs),
      millionths: random.integer(0, 100_000_000),
    };
    unique.push(event);
    sent.push(event);
  }
  return { beginMs, sent, unique };
}

/** As it goes over the wire. */
export function toCloudEvent(event: MadeEvent) {
  const units = Math.trunc(event.millionths / 1_000_000);
  const rest = String(event.millionths % 1_000_000).padStart(6, '0');
  return {
    specversion: '1.0',
    id: event.id,
    source: '/collectors/benchmark',
    type: 'dev.dualcloud.usage.v1',
    subject: `instance-${event.instance}`,
    time: new Date(event.timeMs).toISOString(),
    data: {
      meter: METERS[event.meter],
      unit: UNITS[event.meter],
      quantity: `${units}.${rest}`,
    },
  };
}
