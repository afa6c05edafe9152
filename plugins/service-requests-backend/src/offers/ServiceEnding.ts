import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { RequestMover, RequestStore, StoredRequest } from '../requests';
import type { IndividualServices } from './IndividualServices';

type Deps = {
  log: RequestLog;
  mover: RequestMover;
  requests: RequestStore;
  services: IndividualServices;
};

/**
 * What the end of a service brings about: the catalogue says until when it was
 * used, and the request by which it came to be is closed. A service that a
 * document describes is ended there.
 */
export class ServiceEnding {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ServiceEnding {
    return new ServiceEnding(deps);
  }

  /** In the transaction that finishes the decommissioning. */
  async end(
    trx: Knex.Transaction,
    request: StoredRequest,
    by: string,
  ): Promise<void> {
    const { services, requests, mover, log } = this.deps;
    const { serviceRef, dataRecord } = request;
    if (!serviceRef || !dataRecord) return;
    const name = serviceRef.slice(serviceRef.indexOf('/') + 1);
    const originId = await services.end(trx, name, dataRecord.at);
    if (!originId) return;
    const origin = await requests.lock(trx, originId);
    if (!origin) return;
    await mover.trigger(
      trx,
      origin,
      'service-ended',
      { by, details: { requestId: request.id } },
      new Map(),
    );
    await log.note(
      trx,
      { kind: 'request', id: originId },
      {
        actor: by,
        action: 'request-service-ended',
        objectRef: `request:${originId}`,
        details: { serviceRef, lastDay: dataRecord.at },
      },
    );
  }
}
