import { randomUUID } from 'node:crypto';
import {
  releaseDeliverPermission,
  type ReleaseDelivery,
  type ReleaseDetail,
  type ReleasePapers,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  fingerprint,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { RequestNotices } from '../notices';
import type { RequestLog } from '../record';
import type { PartyFinder, Repeatable, RequestReader } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import { requireDelivery, requirePapers, requireSha256 } from './checks';
import { readSbom } from './readSbom';
import { mayDeliver, type ReleaseReader } from './ReleaseReader';
import type { ReleaseStore } from './ReleaseStore';
import { describeRelease, type StoredRelease } from './types';

type Parties = Pick<
  StoredRelease,
  | 'subject'
  | 'requestId'
  | 'serviceRef'
  | 'systemRef'
  | 'customerRef'
  | 'softwareProviderRef'
  | 'requesterPartyRef'
>;

/** What takeovers have to do with a release. */
export interface ReleaseUse {
  /**
   * In the transaction that changes the papers: verdicts that were given on other
   * papers hold no more.
   *
   * @throws ConflictError once the release was taken over
   */
  papersChange(
    trx: Knex.Transaction,
    release: StoredRelease,
    by: string,
  ): Promise<void>;
}

type Deps = {
  access: Access;
  book: RequestTypeBook;
  releases: ReleaseStore;
  releaseReader: ReleaseReader;
  requestReader: RequestReader;
  parties: PartyFinder;
  use: ReleaseUse;
  notices: RequestNotices;
  idempotency: IdempotencyStore;
  log: RequestLog;
  now: () => number;
};

const OF_A_SERVICE = { spec: { about: 'service' as const } };

/**
 * Takes in what software providers deliver. What was delivered under a version
 * stays what it is; only its papers may be completed until it is taken over.
 */
export class ReleaseService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ReleaseService {
    return new ReleaseService(deps);
  }

  /** 201; 200 if the very same was delivered before. */
  async deliver(
    caller: UserCaller,
    wish: ReleaseDelivery,
    key: string,
  ): Promise<StoredAnswer<ReleaseDetail>> {
    const { idempotency, releases, log } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /releases', body: wish },
      async () => this.prepare(caller, wish),
      async (trx, { release, content }) => {
        const stored = await releases.insert(trx, release, content);
        const isNew = stored.id === release.id;
        if (stored.fingerprint !== release.fingerprint) {
          throw conflict(
            `version ${release.version} was delivered before with other contents; what is delivered never changes, so give the new contents a new version`,
          );
        }
        if (isNew) {
          await this.note(trx, stored, caller, 'release-deliver', {
            version: stored.version,
            kind: stored.kind,
          });
          await this.deps.notices.queue(trx, `delivered ${stored.id}`, {
            kind: 'delivered',
            releaseId: stored.id,
            by: caller.ref,
          });
        }
        return {
          status: isNew ? 201 : 200,
          response: { ...describeRelease(stored), mayDeliver: true },
        };
      },
    );
    if (!answer.repeated) log.tell('takeovers');
    return answer;
  }

  /** Papers that are named take the place of those that are there. */
  async supplement(
    caller: UserCaller,
    id: string,
    papers: ReleasePapers,
    request: Repeatable,
  ): Promise<ReleaseDetail> {
    const { access, idempotency, releases, releaseReader, use, log } =
      this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const release = await releaseReader.see(caller, id);
        await access.require(caller, releaseDeliverPermission);
        requireDeliverer(caller, release);
        requirePapers(papers);
      },
      async trx => {
        const release = await releases.lock(trx, id);
        if (!release) throw notFound('release', id);
        await use.papersChange(trx, release, caller.ref);
        const changed = {
          ...release,
          papers: { ...release.papers, ...papers },
        };
        await releases.setPapers(trx, id, changed.papers);
        await this.note(trx, changed, caller, 'release-supplement', {
          papers: Object.keys(papers),
        });
        return {
          status: 200,
          response: { ...describeRelease(changed), mayDeliver: true },
        };
      },
    );
    if (!repeated) log.tell('takeovers');
    return response;
  }

  private async prepare(
    caller: UserCaller,
    wish: ReleaseDelivery,
  ): Promise<{ release: StoredRelease; content?: string }> {
    await this.deps.access.require(caller, releaseDeliverPermission);
    const { version, kind, artefacts, notes, papers = {} } = wish;
    const parties = await this.partiesOf(caller, wish);
    requireDeliverer(caller, parties);
    requireDelivery(wish);
    requirePapers(papers);
    const { sbom, content } = wish.sbom
      ? readSbom(wish.sbom)
      : { sbom: undefined, content: undefined };
    const delivered = {
      version,
      kind,
      notes,
      papers,
      sbom,
      artefacts: artefacts.map(artefact => ({
        ...artefact,
        sha256: requireSha256(artefact.sha256, 'artefacts'),
      })),
    };
    return {
      content,
      release: {
        id: randomUUID(),
        ...parties,
        ...delivered,
        fingerprint: fingerprint(delivered),
        deliveredBy: caller.ref,
        deliveredAt: this.deps.now(),
      },
    };
  }

  private async partiesOf(
    caller: UserCaller,
    { requestId, serviceRef, customerRef }: ReleaseDelivery,
  ): Promise<Parties> {
    if ((requestId === undefined) === (serviceRef === undefined)) {
      throw invalidField(
        'requestId',
        'request-or-service',
        'say either for which request or for which service the release is delivered',
      );
    }
    if (requestId !== undefined) return this.ofRequest(caller, requestId);
    const parties = await this.deps.parties.find(caller, OF_A_SERVICE, {
      serviceRef,
      customerRef,
    });
    return { ...parties, subject: serviceRef! };
  }

  private async ofRequest(
    caller: UserCaller,
    requestId: string,
  ): Promise<Parties> {
    const { book, requestReader } = this.deps;
    const { request } = await requestReader.see(caller, requestId);
    const { spec } = await book.get(request.typeId);
    if (!spec.takeover) {
      throw unprocessable(
        `nothing is taken over by requests of the type ${request.type}`,
      );
    }
    if (request.isDraft) {
      throw conflict('the request is a draft; submit it first');
    }
    if (request.ended) {
      throw conflict(
        `the request has ended; file a request of a type that takes releases over`,
      );
    }
    return {
      subject: request.serviceRef ?? `request:${request.id}`,
      requestId: request.id,
      serviceRef: request.serviceRef,
      systemRef: request.systemRef,
      customerRef: request.customerRef,
      softwareProviderRef: request.softwareProviderRef,
      requesterPartyRef: request.requesterPartyRef,
    };
  }

  private async note(
    trx: Knex.Transaction,
    release: StoredRelease,
    caller: UserCaller,
    action: string,
    details: Record<string, string | string[]>,
  ): Promise<void> {
    await this.deps.log.note(
      trx,
      { kind: 'release', id: release.id },
      {
        actor: caller.ref,
        action,
        details,
      },
    );
  }
}

function requireDeliverer(
  caller: UserCaller,
  parties: Pick<StoredRelease, 'softwareProviderRef'>,
): void {
  if (mayDeliver(caller, parties)) return;
  throw notAllowed(
    'releases are delivered by the software provider of the service, or by the IT service provider',
  );
}
