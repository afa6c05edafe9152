import type { JsonObject } from '@backstage/types';
import {
  Process,
  requestRecordPermission,
  type ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, requireProvider } from '../authorization';
import { nextNumber, type RequestLog } from '../record';
import {
  newRequest,
  type PartyFinder,
  type RequestReader,
  type RequestStore,
  standingIn,
  type StoredRequest,
} from '../requests';
import {
  requireDraftForm,
  type RequestTypeBook,
  type StoredRequestType,
} from '../requestTypes';
import { type EarlierStep, replay, type ReplayedStep } from './replay';

/** Body of `POST /earlier-requests`. */
export type EarlierRequest = {
  type: string;
  title: string;
  form: JsonObject;
  customerRef: string;
  systemRef?: string;
  /** The service that came of it, or that it was about. */
  serviceRef?: string;
  softwareProviderRef?: string;
  requesterRef: string;
  filedAt: string;
  steps: EarlierStep[];
  /** Where it was on record, and as what. */
  keptIn: string;
  keptAs: string;
};

type Deps = {
  access: Access;
  book: RequestTypeBook;
  idempotency: IdempotencyStore;
  log: RequestLog;
  parties: PartyFinder;
  reader: RequestReader;
  store: RequestStore;
  now: () => number;
};

/**
 * Records requests that were handled before there was this portal, with their
 * steps and days, so that the history of a service does not begin with it. Nothing
 * is set off by them: no offer, no price, no notice.
 */
export class EarlierRequests {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): EarlierRequests {
    return new EarlierRequests(deps);
  }

  /** @throws InputError, NotAllowedError, ConflictError if it is on record already */
  async record(
    caller: UserCaller,
    wish: EarlierRequest,
    key: string,
  ): Promise<StoredAnswer<ServiceRequestDetail>> {
    const { idempotency, log, reader } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /earlier-requests', body: wish },
      async () => this.prepare(caller, wish),
      async (trx, { request, steps }) => {
        const year = new Date(request.createdAt).getUTCFullYear();
        // Whoever else takes a number waits here until this one is stored.
        const number = await nextNumber(trx, 'requests', year);
        await this.requireNew(trx, wish);
        const stored = { ...request, number };
        await this.store(trx, stored, steps);
        await log.note(
          trx,
          { kind: 'request', id: stored.id },
          {
            actor: caller.ref,
            action: 'request-record',
            details: { keptIn: wish.keptIn, keptAs: wish.keptAs },
          },
        );
        const seen = await reader.seeOwn(caller, stored);
        return {
          status: 201,
          response: await reader.present(seen, stored, trx),
        };
      },
    );
    if (!answer.repeated) log.tell('requests');
    return answer;
  }

  private async prepare(caller: UserCaller, wish: EarlierRequest) {
    const { access, book, now } = this.deps;
    await requireProvider(
      access,
      caller,
      requestRecordPermission,
      'requests from before the portal are recorded by the IT service provider',
    );
    const type = await book.require(wish.type);
    requireDraftForm(type, wish.form);
    if (wish.title.trim() === '') {
      throw invalidField('title', 'required', 'must say what it was about');
    }
    const at = now();
    const { filedAt, steps } = replay(type, wish.filedAt, wish.steps, at);
    return {
      steps,
      request: {
        ...(await this.compose(caller, wish, type)),
        ...standing(type, steps, filedAt),
        recorded: {
          at,
          by: caller.ref,
          keptIn: wish.keptIn,
          keptAs: wish.keptAs,
        },
      } satisfies StoredRequest,
    };
  }

  /** What does not depend on the steps. */
  private async compose(
    caller: UserCaller,
    wish: EarlierRequest,
    type: StoredRequestType,
  ) {
    // A service of that time may be gone, and is not asked for.
    const about = wish.serviceRef ? 'service' : 'nothing';
    const parties = await this.deps.parties.find(
      caller,
      { spec: { about } },
      wish,
    );
    const isAgencys = type.spec.openedBy.includes('agency');
    return {
      ...newRequest(type, wish),
      isDraft: false,
      ...parties,
      requesterRef: wish.requesterRef,
      requesterPartyRef:
        (isAgencys ? undefined : parties.softwareProviderRef) ??
        parties.customerRef,
    };
  }

  private async requireNew(
    trx: Knex.Transaction,
    { keptIn, keptAs }: EarlierRequest,
  ): Promise<void> {
    const known = await trx('requests')
      .where({ kept_in: keptIn, kept_as: keptAs })
      .first('number');
    if (known) {
      throw conflict(
        `"${keptAs}" of "${keptIn}" is on record already, as ${known.number}`,
      );
    }
  }

  private async store(
    trx: Knex.Transaction,
    request: StoredRequest & Required<Pick<StoredRequest, 'recorded'>>,
    steps: readonly ReplayedStep[],
  ): Promise<void> {
    const { store } = this.deps;
    await store.insert(trx, request);
    await store.addStep(trx, request.id, {
      at: request.createdAt,
      by: request.requesterRef,
      event: 'file',
      to: steps[0]?.from,
    });
    for (const step of steps) await store.addStep(trx, request.id, step);
    const { at, by, keptIn, keptAs } = request.recorded;
    await store.addStep(trx, request.id, {
      at,
      by,
      event: 'record',
      details: { keptIn, keptAs },
    });
  }
}

/** Where the steps have led. */
function standing(
  { spec }: StoredRequestType,
  steps: readonly ReplayedStep[],
  filedAt: number,
) {
  const process = Process.of(spec.process);
  const last = steps.at(-1);
  const since = last?.at ?? filedAt;
  return {
    ...standingIn(process, last?.to ?? process.initial),
    stateSince: since,
    createdAt: filedAt,
    updatedAt: since,
  };
}
