import type { JsonObject } from '@backstage/types';
import {
  Process,
  requestCreatePermission,
  type RequestEventSpec,
  type ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type IdempotencyStore,
  notAllowed,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import { nextNumber, type RequestLog } from '../record';
import {
  mayOpen,
  requireCompleteForm,
  requireDraftForm,
  type RequestTypeBook,
  type StoredRequestType,
} from '../requestTypes';
import { newRequest, requireTitle } from './newRequest';
import type { PartyFinder, PartyWish } from './parties';
import type { RequestMover } from './RequestMover';
import type { RequestReader } from './RequestReader';
import type { RequestStore } from './RequestStore';
import type { RequestWork } from './RequestWork';
import type { StoredRequest } from './types';

/** Body of `POST /requests`. */
export type NewRequest = PartyWish & {
  type: string;
  title: string;
  form: JsonObject;
  submit?: boolean;
};

type Deps = {
  access: Access;
  book: RequestTypeBook;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  parties: PartyFinder;
  reader: RequestReader;
  store: RequestStore;
  work: RequestWork;
  now: () => number;
};

/** How requests are filed. */
export class RequestFiler {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): RequestFiler {
    return new RequestFiler(deps);
  }

  /** As a draft, or submitted at once. */
  async file(
    caller: UserCaller,
    wish: NewRequest,
    key: string,
  ): Promise<StoredAnswer<ServiceRequestDetail>> {
    const { idempotency, log, reader } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /requests', body: wish },
      async () => this.prepare(caller, wish),
      async (trx, { request, type, event, destinations }) => {
        const { store, mover, work, now } = this.deps;
        const year = new Date(now()).getUTCFullYear();
        const number = await nextNumber(trx, 'requests', year);
        let stored: StoredRequest = { ...request, number };
        await store.insert(trx, stored);
        await store.addStep(trx, stored.id, {
          at: stored.createdAt,
          by: caller.ref,
          event: 'file',
          to: stored.state,
        });
        if (event) {
          stored = await mover.move(
            trx,
            stored,
            event,
            { by: caller.ref },
            destinations,
          );
        }
        await work.note(trx, stored, caller, 'request-file', {
          type: type.name,
        });
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

  private async prepare(caller: UserCaller, wish: NewRequest) {
    const { access, book, mover, parties, now } = this.deps;
    await access.require(caller, requestCreatePermission);
    const type = await book.require(wish.type);
    if (!mayOpen(caller.party, type)) {
      throw notAllowed(
        `requests of the type ${
          type.name
        } are filed by ${type.spec.openedBy.join(' or ')}`,
      );
    }
    requireTitle(wish.title);
    requireDraftForm(type, wish.form);
    if (wish.submit) requireCompleteForm(type, wish.form);
    const at = now();
    const request: StoredRequest = {
      ...newRequest(type, wish),
      ...mover.begin(type),
      ...(await parties.find(caller, type, wish)),
      isDraft: true,
      requesterRef: caller.ref,
      stateSince: at,
      createdAt: at,
      updatedAt: at,
    };
    const event = wish.submit ? submitting(type) : undefined;
    return {
      request,
      type,
      event,
      destinations: await mover.prepare(request),
    };
  }
}

/** What leads a draft on to where others see it. */
function submitting({ spec }: StoredRequestType): RequestEventSpec | undefined {
  const process = Process.of(spec.process);
  return process
    .from(process.initial)
    .find(
      ({ needs, by }) => needs?.includes('form') && by.includes('requester'),
    );
}
