import type { JsonObject } from '@backstage/types';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type IdempotencyStore,
  notFound,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { Repeatable } from './repeatable';
import type { RequestReader, SeenRequest } from './RequestReader';
import type { RequestStore } from './RequestStore';
import type { StoredRequest } from './types';

type Deps = {
  idempotency: IdempotencyStore;
  log: RequestLog;
  reader: RequestReader;
  store: RequestStore;
};

/** The frame of whatever somebody does to a request. */
export class RequestWork {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): RequestWork {
    return new RequestWork(deps);
  }

  /**
   * What every change of a request has in common: whoever makes it may see it, it
   * happens once, on the request as it is, and the answer shows what came of it.
   */
  async change<P>(
    caller: UserCaller,
    id: string,
    request: Repeatable,
    prepare: (seen: SeenRequest) => Promise<P>,
    effect: (
      trx: Knex.Transaction,
      current: StoredRequest,
      seen: SeenRequest,
      prepared: P,
    ) => Promise<StoredRequest>,
  ): Promise<ServiceRequestDetail> {
    const { idempotency, reader, store, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const seen = await reader.see(caller, id);
        return { seen, prepared: await prepare(seen) };
      },
      async (trx, { seen, prepared }) => {
        const current = await store.lock(trx, id);
        if (!current) throw notFound('request', id);
        const changed = await effect(trx, current, seen, prepared);
        return {
          status: 200,
          response: await reader.present(seen, changed, trx),
        };
      },
    );
    if (!repeated) log.tell('requests');
    return response;
  }

  /** In the transaction of a change. */
  async note(
    trx: Knex.Transaction,
    request: StoredRequest,
    caller: UserCaller,
    action: string,
    details?: JsonObject,
  ): Promise<void> {
    await this.deps.log.note(
      trx,
      { kind: 'request', id: request.id },
      {
        actor: caller.ref,
        action,
        details,
      },
    );
  }
}
