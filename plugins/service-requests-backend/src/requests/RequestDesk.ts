import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  invalidField,
  notAllowed,
  notFound,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import { type EnvironmentReader, requireEnvironments } from '../environments';
import type { RequestTypeBook } from '../requestTypes';
import { type ItemStore, requireEvidence } from './checklist';
import type { PartyFinder } from './parties';
import type { RequestReader } from './RequestReader';
import type { Repeatable } from './repeatable';
import type { RequestStore } from './RequestStore';
import type { RequestWork } from './RequestWork';
import type { Assignment, DataRecord, StoredRequest } from './types';

/** Body of `PUT /requests/{requestId}/links`. */
export type LinkWish = {
  testEnvironmentId?: string;
  productionEnvironmentId?: string;
  softwareProviderRef?: string;
  systemRef?: string;
};

type Deps = {
  book: RequestTypeBook;
  environments: EnvironmentReader;
  items: ItemStore;
  parties: PartyFinder;
  reader: RequestReader;
  store: RequestStore;
  work: RequestWork;
  now: () => number;
};

/** What is done beside the process: assigning, linking, putting on record. */
export class RequestDesk {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): RequestDesk {
    return new RequestDesk(deps);
  }

  async assign(
    caller: UserCaller,
    id: string,
    assignment: Assignment,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, work } = this.deps;
    for (const [field, refs] of Object.entries(assignment)) {
      for (const ref of [refs].flat()) requirePerson(field, ref);
    }
    return work.change(
      caller,
      id,
      request,
      async seen => reader.requireManager(seen),
      async (trx, current) =>
        this.store(trx, caller, current, { assignment }, 'assign'),
    );
  }

  /** The production environment is built by platform engineers alone, and it is checked to be one. */
  async link(
    caller: UserCaller,
    id: string,
    wish: LinkWish,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, work, parties } = this.deps;
    return work.change(
      caller,
      id,
      request,
      async seen => {
        reader.requireManager(seen);
        if (
          wish.productionEnvironmentId &&
          !seen.roles.has('platform-engineer')
        ) {
          throw notAllowed(
            'the production environment is built and linked by the platform engineers of the IT service provider',
          );
        }
        const { customerRef } = seen.request;
        await parties.requireSystem(wish.systemRef, customerRef, caller);
        await parties.requireSoftwareProvider(wish.softwareProviderRef);
        const systemRef = wish.systemRef ?? seen.request.systemRef;
        await requireEnvironments(this.deps.environments, wish, systemRef);
      },
      async (trx, current) => {
        const { phase } = current;
        if (
          wish.productionEnvironmentId &&
          phase !== 'realisation' &&
          phase !== 'operation'
        ) {
          throw conflict(
            `the request is ${current.state}: a production environment is linked once the offer is accepted and the implementation has begun`,
          );
        }
        return this.store(trx, caller, current, clean(wish), 'link');
      },
    );
  }

  async recordData(
    caller: UserCaller,
    id: string,
    dataRecord: DataRecord,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, work, book } = this.deps;
    if (!dataRecord.evidence.trim()) {
      throw invalidField('evidence', 'required', 'must say how it is proven');
    }
    return work.change(
      caller,
      id,
      request,
      async seen => reader.requireManager(seen),
      async (trx, current) => {
        const { spec } = await book.get(current.typeId);
        const isWanted = spec.process.events.some(({ needs }) =>
          needs?.includes('data-record'),
        );
        if (!isWanted) {
          throw unprocessable(
            'what became of the data is put on record where a service ends; this request ends none',
          );
        }
        if (current.ended) {
          throw conflict(
            'the request has ended, and its record stays as it is',
          );
        }
        return this.store(trx, caller, current, { dataRecord }, 'record-data');
      },
    );
  }

  async fulfil(
    caller: UserCaller,
    id: string,
    wish: { itemId: string; fulfilled: boolean; evidence?: string },
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, work, book, items, now } = this.deps;
    return work.change(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        const { spec } = await book.get(seen.request.typeId);
        const item = spec.checklist?.find(one => one.id === wish.itemId);
        if (!item) throw notFound('item', wish.itemId);
        if (!seen.roles.has(item.responsible)) {
          throw notAllowed(`this item is for ${item.responsible}`);
        }
        if (wish.fulfilled) requireEvidence(item, wish.evidence);
      },
      async (trx, current) => {
        if (current.ended) throw conflict('the request has ended');
        if (wish.fulfilled) {
          await items.fulfil(trx, {
            request_id: id,
            item_id: wish.itemId,
            by: caller.ref,
            at: now(),
            evidence: wish.evidence ?? null,
          });
        } else {
          await items.reopen(trx, id, wish.itemId);
        }
        return this.store(
          trx,
          caller,
          current,
          {},
          wish.fulfilled ? 'fulfil-item' : 'reopen-item',
          { item: wish.itemId },
        );
      },
    );
  }

  private async store(
    trx: Parameters<RequestStore['update']>[0],
    caller: UserCaller,
    current: StoredRequest,
    change: Partial<StoredRequest>,
    event: string,
    details?: Record<string, string>,
  ): Promise<StoredRequest> {
    const { store, work, now } = this.deps;
    const at = now();
    const changed = await store.update(trx, {
      ...current,
      ...change,
      updatedAt: at,
    });
    await store.addStep(trx, current.id, {
      at,
      by: caller.ref,
      event,
      details,
    });
    await work.note(trx, changed, caller, `request-${event}`, details);
    return changed;
  }
}

function requirePerson(field: string, ref: string): void {
  if (/^(user|group):[^/]+\/[^/]+$/.test(ref)) return;
  throw invalidField(
    field,
    'entity-ref',
    `"${ref}" must be a user or a group, such as group:default/name`,
  );
}

function clean(wish: LinkWish): LinkWish {
  return Object.fromEntries(
    Object.entries(wish).filter(([, value]) => value !== undefined),
  );
}
