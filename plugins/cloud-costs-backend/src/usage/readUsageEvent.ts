import { readInstant } from '@dualcloud/foundation-node';
import { checkLifecycleData, lifecycleKind } from '../allocations';
import { LARGEST_QUANTITY, readQuantity } from './readQuantity';
import {
  CLOUD_SERVICES_SOURCE,
  CORRECTION_TYPE,
  type LifecycleEventInput,
  type Refusal,
  USAGE_TYPE,
  type UsageInput,
} from './types';

const FUTURE_MS = 5 * 60_000;
const HALF_PAIR = /\p{Surrogate}/u;
const DAY_MS = 86_400_000;
/** Of what a life-cycle event carries, which is kept as it comes. */
const DEEPEST = 20;

const QUANTITY_MESSAGES = {
  decimal:
    'must be a decimal in a string with at most six places, such as "0.25", or an integer; other numbers are not exact in JSON',
  limit: `must not be more than ${LARGEST_QUANTITY.toLocaleString(
    'en-US',
  )} units`,
};
const NEGATIVE = `must not be negative; to take something back, send a correction of type ${CORRECTION_TYPE}`;

/** What an event may be at the time of its arrival. */
export type EventLimits = { nowMs: number; maxAgeDays: number };

/** An event that is well formed, or why it is not. */
export type ReadEvent =
  | UsageInput
  | LifecycleEventInput
  | ({ kind: 'refused' } & Refusal);

/** The members of an object of JSON. */
export type Fields = Record<string, unknown>;

/** What is wrong with a field. */
type Fault = { kind: 'fault'; field: string; rule: string; message: string };

type ReadFields = UsageInput | LifecycleEventInput | Fault;

/**
 * Checks one CloudEvent by itself. Written by hand because it runs for each of
 * many million events, where a generic validator would cost more than the rest.
 */
export function readUsageEvent(
  event: unknown,
  index: number,
  limits: EventLimits,
): ReadEvent {
  if (!isObject(event)) {
    const message = 'must be a CloudEvent: an object in structured JSON';
    return { kind: 'refused', index, rule: 'object', message };
  }
  const read = readFields(event, index, limits);
  return read.kind === 'fault' ? refusal(event, index, read) : read;
}

function readFields(
  event: Fields,
  index: number,
  limits: EventLimits,
): ReadFields {
  const { id, source, type, subject, time } = event;
  if (!isText(id, 512)) return fault('id', 'text', texts(512));
  if (!isText(source, 1000)) return fault('source', 'text', texts(1000));
  if (!isText(subject, 255)) {
    return fault('subject', 'text', `${texts(255)}: the instance’s id`);
  }
  if (event.specversion !== '1.0') {
    return fault('specversion', 'specversion', 'must be "1.0"');
  }
  const timeMs = typeof time === 'string' ? readInstant(time) : undefined;
  if (timeMs === undefined) {
    const message = 'must be a time of RFC 3339 such as 2026-11-23T22:37:49Z';
    return fault('time', 'date-time', message);
  }
  if (timeMs > limits.nowMs + FUTURE_MS) {
    const message = 'lies in the future; check the clock of what measures';
    return fault('time', 'future', message);
  }
  const data = event.data ?? {};
  if (!isObject(data)) return fault('data', 'object', 'must be an object');
  if (type !== USAGE_TYPE && type !== CORRECTION_TYPE) {
    return readLifecycle(event, data, index, timeMs);
  }
  if (timeMs < limits.nowMs - limits.maxAgeDays * DAY_MS) {
    const message = `is older than ${limits.maxAgeDays} days, which is the limit here`;
    return fault('time', 'too-old', message);
  }
  const { meter, unit } = data;
  if (!isText(meter, 255)) return fault('data.meter', 'text', texts(255));
  if (!isText(unit, 255)) return fault('data.unit', 'text', texts(255));
  const quantity = readQuantity(data.quantity);
  if (typeof quantity === 'string') {
    return fault('data.quantity', quantity, QUANTITY_MESSAGES[quantity]);
  }
  const input: UsageInput = {
    kind: 'usage',
    index,
    source,
    id,
    instanceId: subject,
    timeMs,
    meter,
    unit,
    quantity,
  };
  if (type === USAGE_TYPE) {
    return quantity < 0 ? fault('data.quantity', 'negative', NEGATIVE) : input;
  }
  return readCorrection(data, input);
}

function readCorrection(data: Fields, input: UsageInput): ReadFields {
  const { corrects, reason } = data;
  if (
    !isObject(corrects) ||
    !isText(corrects.source, 1000) ||
    !isText(corrects.id, 512)
  ) {
    const message = 'must name the source and id of the event it corrects';
    return fault('data.corrects', 'required', message);
  }
  if (!isText(reason, 1000) || reason.trim() === '') {
    return fault('data.reason', 'text', texts(1000));
  }
  return {
    ...input,
    corrects: { source: corrects.source, id: corrects.id },
    reason,
  };
}

function readLifecycle(
  event: Fields,
  data: Fields,
  index: number,
  timeMs: number,
): ReadFields {
  const { id, source, subject, type } = event as Record<string, string>;
  if (typeof type !== 'string' || !lifecycleKind(type)) {
    const message = `must be ${USAGE_TYPE}, ${CORRECTION_TYPE} or a life-cycle event of an instance`;
    return fault('type', 'enum', message);
  }
  if (source === CLOUD_SERVICES_SOURCE) {
    const message = 'is reserved: these events are pulled from cloud services';
    return fault('source', 'reserved', message);
  }
  if (!isShallow(data, DEEPEST)) {
    const message = `must not be nested deeper than ${DEEPEST} levels`;
    return fault('data', 'depth', message);
  }
  const wrong = checkLifecycleData(type, data);
  if (wrong) return fault(wrong.field, wrong.rule, wrong.message);
  return {
    kind: 'lifecycle',
    index,
    source,
    id,
    type,
    instanceId: subject,
    timeMs,
    data,
  };
}

function fault(field: string, rule: string, message: string): Fault {
  return { kind: 'fault', field, rule, message };
}

/** With what is known of who sent it. */
function refusal(
  event: Fields,
  index: number,
  { field, rule, message }: Fault,
): ReadEvent {
  return {
    kind: 'refused',
    index,
    ...(isText(event.id, 512) && { id: event.id }),
    ...(isText(event.source, 1000) && { source: event.source }),
    field,
    rule,
    message,
  };
}

function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (levels === 0) return false;
  return Object.values(value).every(each => isShallow(each, levels - 1));
}

export function isObject(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * PostgreSQL cannot hold the character NUL, and UTF-8 no half of a surrogate
 * pair: two ids that differ there would be stored as the same.
 */
function isText(value: unknown, longest: number): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= longest &&
    !value.includes('\u0000') &&
    !HALF_PAIR.test(value)
  );
}

function texts(longest: number): string {
  return `must be a text of 1 to ${longest} characters of Unicode, without NUL`;
}
