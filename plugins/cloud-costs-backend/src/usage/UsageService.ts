import {
  costReadPermission,
  type Meter,
  type UsageEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type Caller,
  invalidField,
  notFound,
  readInstant,
} from '@dualcloud/foundation-node';
import type { AllocationStore } from '../allocations';
import { type Access, allocationOf } from '../authorization';
import type { UsageEventStore } from './UsageEventStore';
import type { UsageIntake } from './UsageIntake';

/** Query of `GET /usage-events`. */
export type UsageEventParameters = {
  allocationId: number;
  meter?: string;
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
};

/** Raw usage and meters for whoever may see them. */
export class UsageService {
  private constructor(
    private readonly deps: {
      access: Access;
      allocations: AllocationStore;
      events: UsageEventStore;
      intake: UsageIntake;
    },
  ) {}

  static create(deps: {
    access: Access;
    allocations: AllocationStore;
    events: UsageEventStore;
    intake: UsageIntake;
  }): UsageService {
    return new UsageService(deps);
  }

  /** The raw events behind an allocation that the caller may see. */
  async listEvents(
    caller: Caller,
    query: UsageEventParameters,
  ): Promise<{ items: UsageEvent[]; nextCursor?: string }> {
    const { access, allocations, events } = this.deps;
    const allocationId = Number(query.allocationId);
    const decisions = await access.decide(caller, [costReadPermission]);
    const allocation = Number.isSafeInteger(allocationId)
      ? await allocations.get(Math.min(allocationId, 2 ** 31 - 1))
      : undefined;
    if (
      !allocation ||
      !decisions.allow(costReadPermission, allocationOf(allocation), 'see')
    ) {
      throw notFound('allocation', String(query.allocationId));
    }
    return events.list({
      allocationId: allocation.id,
      meter: query.meter,
      fromMs: instant('from', query.from),
      toMs: instant('to', query.to),
      limit: query.limit,
      cursor: query.cursor,
    });
  }

  /** Names of meters are for everyone: price lists name them too. */
  async listMeters(): Promise<Meter[]> {
    return this.deps.intake.listMeters();
  }
}

function instant(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = readInstant(text);
  if (ms === undefined) {
    throw invalidField(
      field,
      'date-time',
      'must be a time of RFC 3339 such as 2026-11-23T22:37:49Z',
    );
  }
  return ms;
}
