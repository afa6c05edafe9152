import { randomUUID } from 'node:crypto';
import {
  Process,
  type TakeoverDetail,
  takeoverUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type EnvironmentReader,
  type NamedEnvironments,
  requireEnvironments,
} from '../environments';
import { nextNumber, type RequestLog } from '../record';
import type { ReleaseReader, StoredRelease } from '../releases';
import type {
  RequestMover,
  RequestReader,
  RequestStore,
  SeenRequest,
  StoredRequest,
} from '../requests';
import type { RequestTypeBook, StoredRequestType } from '../requestTypes';
import { checklistOf } from './checklist';
import type { TakeoverReader } from './TakeoverReader';
import type { TakeoverStore } from './TakeoverStore';
import type { TakeoverWork } from './TakeoverWork';
import type { StoredTakeover } from './types';

/** Body of `POST /takeovers`. */
export type NewTakeover = NamedEnvironments & {
  releaseId: string;
  requestId: string;
};

type Deps = {
  book: RequestTypeBook;
  environments: EnvironmentReader;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  releaseReader: ReleaseReader;
  requestReader: RequestReader;
  requestStore: RequestStore;
  takeoverReader: TakeoverReader;
  takeovers: TakeoverStore;
  work: TakeoverWork;
  now: () => number;
};

/** Begins the takeover of a release, and moves its request along to where that happens. */
export class TakeoverOpener {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TakeoverOpener {
    return new TakeoverOpener(deps);
  }

  async open(
    caller: UserCaller,
    wish: NewTakeover,
    key: string,
  ): Promise<StoredAnswer<TakeoverDetail>> {
    const { idempotency, mover, takeoverReader, log, work } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /takeovers', body: wish },
      async () => {
        const prepared = await this.prepare(caller, wish);
        const { takeover, release, seen } = prepared;
        return {
          ...prepared,
          results: await work.look(takeover, {
            release,
            request: seen.request,
          }),
          destinations: await mover.prepare(seen.request),
        };
      },
      async (trx, { takeover, release, seen, type, results, destinations }) => {
        const request = await this.requireReady(trx, takeover, release, type);
        const stored = await this.store(trx, takeover);
        const { takeovers } = this.deps;
        const by = caller.ref;
        const at = stored.openedAt;
        await takeovers.addCheck(trx, stored.id, { at, by, results });
        await work.record(trx, stored.id, by, {
          event: 'open',
          details: { release: release.version, request: request.number },
        });
        const moved = await mover.trigger(
          trx,
          request,
          'takeover-opened',
          {
            by,
            details: { takeover: stored.number, release: release.version },
          },
          destinations,
        );
        await log.changes.touch(trx, 'request', request.id);
        const viewer = { ref: by, roles: seen.roles, mayTakePart: true };
        const opened = { takeover: stored, release, request: moved, viewer };
        const file = await takeovers.file(stored.id, trx);
        await work.settle(
          // How long it may rest where it goes from here nobody has worked out.
          { trx, file, request: moved, destinations: new Map(), seen: opened },
          by,
        );
        return {
          status: 201,
          response: await takeoverReader.present(opened, trx),
        };
      },
    );
    if (!answer.repeated) {
      log.tell('takeovers');
      log.tell('requests');
    }
    return answer;
  }

  private async prepare(caller: UserCaller, wish: NewTakeover) {
    const { book, environments, releaseReader, requestReader } = this.deps;
    const seen = await requestReader.see(caller, wish.requestId, [
      takeoverUpdatePermission,
    ]);
    requireOpener(seen);
    const { request } = seen;
    const type = await book.get(request.typeId);
    if (!type.spec.takeover) {
      throw unprocessable(
        `nothing is taken over by requests of the type ${request.type}`,
      );
    }
    const release = await releaseReader.see(caller, wish.releaseId);
    requireReleaseOf(request, release);
    await requireEnvironments(environments, wish, request.systemRef);
    const takeover = await this.draw(caller, wish, request, type);
    return { takeover, release, seen, type };
  }

  private async draw(
    caller: UserCaller,
    wish: NewTakeover,
    request: StoredRequest,
    type: StoredRequestType,
  ): Promise<StoredTakeover> {
    const { takeovers, now } = this.deps;
    const { serviceRef, customerRef } = request;
    const last =
      serviceRef && (await takeovers.lastAccepted(serviceRef, customerRef));
    const environment = (key: keyof NamedEnvironments) =>
      wish[key] ?? request[key] ?? (last || undefined)?.[key];
    const at = now();
    return {
      id: randomUUID(),
      number: '',
      state: 'open',
      releaseId: wish.releaseId,
      requestId: request.id,
      serviceRef,
      systemRef: request.systemRef,
      customerRef,
      softwareProviderRef: request.softwareProviderRef,
      requesterPartyRef: request.requesterPartyRef,
      testEnvironmentId: environment('testEnvironmentId'),
      productionEnvironmentId: environment('productionEnvironmentId'),
      checklist: checklistOf(type.spec),
      defects: [],
      openedBy: caller.ref,
      openedAt: at,
      updatedAt: at,
      revision: 1,
    };
  }

  /** In the transaction. @throws ConflictError that says what is in the way */
  private async requireReady(
    trx: Knex.Transaction,
    { requestId }: StoredTakeover,
    release: StoredRelease,
    { spec }: StoredRequestType,
  ): Promise<StoredRequest> {
    const { requestStore, takeovers } = this.deps;
    const request = await requestStore.lock(trx, requestId);
    if (!request) throw notFound('request', requestId);
    const [open] = await takeovers.find({ request_id: requestId }, 'open', trx);
    if (open) {
      throw conflict(
        `takeover ${open.number} of this request is open; finish it first`,
      );
    }
    const [accepted] = await takeovers.find(
      { release_id: release.id },
      'accepted',
      trx,
    );
    if (accepted) {
      throw conflict(
        `version ${release.version} has been taken over by ${accepted.number}; deliver a new version`,
      );
    }
    const event = Process.of(spec.process).triggered(
      request.state,
      'takeover-opened',
    );
    if (!event) {
      throw conflict(
        `the request is ${request.state}, and no takeover is opened there`,
      );
    }
    return request;
  }

  private async store(
    trx: Knex.Transaction,
    takeover: StoredTakeover,
  ): Promise<StoredTakeover> {
    const year = new Date(takeover.openedAt).getUTCFullYear();
    const number = await nextNumber(trx, 'takeovers', year);
    const stored = { ...takeover, number };
    await this.deps.takeovers.insert(trx, stored);
    return stored;
  }
}

function requireOpener({ decisions, resource, roles }: SeenRequest): void {
  if (
    decisions.allow(takeoverUpdatePermission, resource, 'take-part') &&
    (roles.has('provider') || roles.has('software-provider'))
  ) {
    return;
  }
  throw notAllowed(
    'you may see this request, but takeovers are opened by its software provider or by the IT service provider',
  );
}

function requireReleaseOf(
  request: StoredRequest,
  release: StoredRelease,
): void {
  const fits =
    release.requestId === request.id ||
    (request.serviceRef !== undefined &&
      release.serviceRef === request.serviceRef &&
      release.customerRef === request.customerRef);
  if (fits) return;
  throw invalidField(
    'releaseId',
    'release-of-the-request',
    `version ${release.version} was delivered for something else than request ${request.number}`,
  );
}
