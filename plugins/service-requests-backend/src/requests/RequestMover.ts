import type { JsonObject } from '@backstage/types';
import {
  Process,
  type RequestEventSpec,
  type RequestTrigger,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Knex } from 'knex';
import type { Deadline, Deadlines } from '../deadlines';
import type { RequestNotices } from '../notices';
import type { RequestTypeBook, StoredRequestType } from '../requestTypes';
import type { RequestStore } from './RequestStore';
import { standingIn } from './standing';
import type { StoredRequest } from './types';

/** What somebody, or something, does to a request. */
export type Move = {
  by: string;
  reason?: string;
  details?: JsonObject;
};

/** Where a request may be about to go, and until when it may rest there. */
export type Destinations = ReadonlyMap<string, Deadline | undefined>;

/**
 * Moves requests along the table of their type. This is the only place in which
 * a state changes, whether a person did it or an offer or a takeover set it off.
 */
export class RequestMover {
  private constructor(
    private readonly deps: {
      book: RequestTypeBook;
      store: RequestStore;
      deadlines: Deadlines;
      notices: RequestNotices;
      now: () => number;
    },
  ) {}

  static create(deps: {
    book: RequestTypeBook;
    store: RequestStore;
    deadlines: Deadlines;
    notices: RequestNotices;
    now: () => number;
  }): RequestMover {
    return new RequestMover(deps);
  }

  /**
   * Works out by when a request has to move on from wherever it can go from here.
   * It asks another plugin, and so it comes before the transaction.
   */
  async prepare(request: StoredRequest): Promise<Destinations> {
    const type = await this.deps.book.get(request.typeId);
    const process = Process.of(type.spec.process);
    const destinations = [
      ...new Set(process.from(request.state).map(({ to }) => to)),
    ];
    return new Map(
      await Promise.all(
        destinations.map(
          async id =>
            [
              id,
              await this.deadlineOf(type, process.state(id).targetTime),
            ] as const,
        ),
      ),
    );
  }

  /** The state in which a request begins. */
  begin(
    type: StoredRequestType,
  ): Pick<StoredRequest, 'state' | 'phase' | 'waitsFor' | 'ended'> {
    const process = Process.of(type.spec.process);
    return standingIn(process, process.initial);
  }

  /** In the transaction that holds the request; `destinations` come from {@link prepare}. */
  async move(
    trx: Knex.Transaction,
    request: StoredRequest,
    event: RequestEventSpec,
    { by, reason, details }: Move,
    destinations: Destinations,
  ): Promise<StoredRequest> {
    const { book, store, notices, now } = this.deps;
    const type = await book.get(request.typeId, trx);
    const process = Process.of(type.spec.process);
    const at = now();
    const deadline = destinations.get(event.to);
    const moved = await store.update(trx, {
      ...request,
      ...standingIn(process, event.to),
      stateSince: at,
      dueAt: deadline?.at,
      dueCounted: deadline?.counted,
      reminders: 0,
      isDraft: request.isDraft && event.to === process.initial,
      updatedAt: at,
    });
    await store.addStep(trx, request.id, {
      at,
      by,
      event: event.id,
      from: request.state,
      to: event.to,
      reason,
      details,
    });
    await notices.queue(trx, `moved ${moved.id} ${moved.revision}`, {
      kind: 'moved',
      requestId: moved.id,
      state: moved.state,
      by,
    });
    return moved;
  }

  /**
   * What an offer or a takeover sets off. Where the type has no such event in the
   * state, the request stays where it is.
   */
  async trigger(
    trx: Knex.Transaction,
    request: StoredRequest,
    trigger: RequestTrigger,
    move: Move,
    destinations: Destinations,
  ): Promise<StoredRequest> {
    const type = await this.deps.book.get(request.typeId, trx);
    const event = Process.of(type.spec.process).triggered(
      request.state,
      trigger,
    );
    return event ? this.move(trx, request, event, move, destinations) : request;
  }

  private async deadlineOf(
    { spec }: StoredRequestType,
    targetTime: string | undefined,
  ): Promise<Deadline | undefined> {
    if (!targetTime) return undefined;
    const { deadlines, now } = this.deps;
    return deadlines.after(now(), targetTime, spec.calendarRef);
  }
}
