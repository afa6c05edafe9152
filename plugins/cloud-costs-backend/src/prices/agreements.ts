import type {
  PriceAgreement,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { applyLifecycleEvents, type LifecycleInput } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { PriceBook, StoredPriceList } from './PriceBook';

/** So long a renewal may be late and still carries on without a break. */
const RENEWAL_MS = 35 * 86_400_000;

const SOURCE = 'dualcloud:agreed-prices';
const TORN_DOWN = 'dev.dualcloud.instance.torn-down.v1';

/** Instance id of what an agreed list prices. */
export function agreementInstance(list: string): string {
  return `agreement:${list}`;
}

/**
 * Makes allocations of agreed prices: an individual service is not ordered, so
 * nobody else tells that it lives. It begins with the first version, is handed
 * on with later ones and ends after the last day agreed. The end is told late:
 * without a price it costs nothing, and agreements are often renewed afterwards.
 *
 * Only what has come to pass is told, because only that no longer changes. Each
 * event has the same id whenever and by whom it is told.
 */
export async function applyAgreements(options: {
  knex: Knex;
  calendar: BillingCalendar;
  book: PriceBook;
  nowMs: number;
}): Promise<void> {
  const { knex, calendar } = options;
  const events = agreementEvents(options);
  if (events.length === 0) return;
  const known: string[] = await knex('lifecycle_events')
    .join('sources', 'sources.id', 'lifecycle_events.source_id')
    .where('sources.name', SOURCE)
    .pluck('event_id');
  const fresh = events
    .filter(event => !known.includes(event.id))
    .map(event => afterEnd(event, known));
  if (fresh.length === 0) return;
  await transact(knex, trx => applyLifecycleEvents(trx, calendar, fresh));
}

function endOf(instanceId: string, timeMs: number): string {
  return `${instanceId} ended ${timeMs}`;
}

/** An end that was told holds at its instant; who comes back later begins after it. */
function afterEnd(event: LifecycleInput, known: string[]): LifecycleInput {
  const ended = known.includes(endOf(event.instanceId, event.timeMs));
  return ended ? { ...event, timeMs: event.timeMs + 1 } : event;
}

/** What has happened to agreed prices until now. */
export function agreementEvents(options: {
  calendar: BillingCalendar;
  book: PriceBook;
  nowMs: number;
}): LifecycleInput[] {
  const { calendar, book, nowMs } = options;
  const agreed = book.versions
    .filter(
      one =>
        one.spec.agreement && one.validFromMs <= nowMs && !neverHolds(one.spec),
    )
    .sort((a, b) => a.validFromMs - b.validFromMs);
  return agreed.flatMap(version => {
    const agreement = version.spec.agreement!;
    const begun = provisioned(version, agreement);
    const isLast = !agreed.some(
      one => one.list === version.list && one.validFromMs > version.validFromMs,
    );
    const endMs =
      agreement.validUntil &&
      calendar.dayBounds(calendar.parseDay(agreement.validUntil)).toMs;
    // A later version before the end carries on.
    return isLast && endMs && endMs + RENEWAL_MS <= nowMs
      ? [begun, tornDown(version, endMs)]
      : [begun];
  });
}

/** It was ended before it began. */
function neverHolds({ validFrom, agreement }: PriceListSpec): boolean {
  const { validUntil } = agreement ?? {};
  return validUntil !== undefined && validUntil < validFrom;
}

function provisioned(
  { list, version, spec, validFromMs }: StoredPriceList,
  agreement: PriceAgreement,
): LifecycleInput {
  const [service] = spec.services;
  return {
    source: SOURCE,
    id: `${list}/${version}`,
    type: 'dev.dualcloud.instance.provisioned.v1',
    instanceId: agreementInstance(list),
    timeMs: validFromMs,
    data: {
      instanceName: spec.titles?.en ?? list,
      serviceRef: service.serviceRef,
      plan: service.plans[0].plan,
      stage: 'production',
      ownerRef: agreement.customerRef,
      customerRef: agreement.customerRef,
      systemRef: agreement.systemRef,
      ...(agreement.payerRef ? { payerRef: agreement.payerRef } : {}),
      ...(agreement.softwareProviderRef
        ? { softwareProviderRef: agreement.softwareProviderRef }
        : {}),
    },
  };
}

function tornDown({ list }: StoredPriceList, timeMs: number): LifecycleInput {
  return {
    source: SOURCE,
    id: endOf(agreementInstance(list), timeMs),
    type: TORN_DOWN,
    instanceId: agreementInstance(list),
    timeMs,
    data: {},
  };
}
