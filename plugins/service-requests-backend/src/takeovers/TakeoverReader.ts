import {
  requestReadPermission,
  type RequestRole,
  type StandingApprovalAnswer,
  type Takeover,
  type TakeoverDetail,
  type TakeoverGateStanding,
  type TakeoverState,
  takeoverUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  cutPage,
  notAllowed,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, resourceOf, rolesIn } from '../authorization';
import type { ReleaseStore, StoredRelease } from '../releases';
import type { RequestStore, StoredRequest } from '../requests';
import { answerOf, type ApprovalStore } from '../standingApprovals';
import type { GateKeeper } from './gates';
import { gatesOf } from './judge';
import {
  presentTakeover,
  presentTakeoverDetail,
  type Viewer,
} from './presentTakeover';
import type { TakeoverFile, TakeoverStore } from './TakeoverStore';
import {
  type StoredTakeover,
  type TakeoverRow,
  toTakeover,
  toTakeoverRow,
} from './types';

/** Query of `GET /takeovers`. */
export type TakeoverFilter = {
  request?: string;
  service?: string;
  release?: string;
  state?: TakeoverState;
  limit?: number;
  cursor?: string;
};

const COLUMN_OF = {
  request: 'takeovers.request_id',
  service: 'takeovers.service_ref',
  release: 'takeovers.release_id',
  state: 'takeovers.state',
} as const;

/** A takeover that the caller may see, with what follows from who they are. */
export type SeenTakeover = {
  takeover: StoredTakeover;
  release: StoredRelease;
  request: StoredRequest;
  viewer: Viewer;
};

type Deps = {
  access: Access;
  approvals: ApprovalStore;
  gateKeeper: GateKeeper;
  releases: ReleaseStore;
  requestStore: RequestStore;
  takeovers: TakeoverStore;
  now: () => number;
};

/** Takeovers as somebody may see them. */
export class TakeoverReader {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TakeoverReader {
    return new TakeoverReader(deps);
  }

  /** Last changed first. */
  async list(
    caller: Caller,
    filter: TakeoverFilter,
  ): Promise<{ items: Takeover[]; totalItems: number; nextCursor?: string }> {
    const { access, takeovers } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [requestReadPermission]);
    const query = takeovers.query();
    decisions.restrict(query, 'takeovers', requestReadPermission);
    for (const [key, column] of Object.entries(COLUMN_OF)) {
      const value = filter[key as keyof typeof COLUMN_OF];
      if (value) query.where(column, value);
    }
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'takeovers.updated_at',
      cursor: filter.cursor,
      limit,
    });
    type Row = TakeoverRow &
      Pick<StoredRelease, 'version' | 'kind'> & {
        request_number: string;
      };
    const found: Row[] = await query
      .join('releases', 'releases.id', 'takeovers.release_id')
      .join('requests', 'requests.id', 'takeovers.request_id')
      .select('takeovers.*', 'releases.version', 'releases.kind', {
        request_number: 'requests.number',
      });
    const { rows, nextCursor } = cutPage(found, limit, row => row.updated_at);
    return {
      items: rows.map(row =>
        presentTakeover(toTakeover(row), row, { number: row.request_number }),
      ),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<TakeoverDetail> {
    return this.present(await this.see(caller, id));
  }

  /** @throws NotFoundError */
  async see(caller: Caller, id: string): Promise<SeenTakeover> {
    const { access, takeovers } = this.deps;
    const [takeover, decisions] = await Promise.all([
      takeovers.get(id),
      access.decide(caller, [requestReadPermission, takeoverUpdatePermission]),
    ]);
    const resource =
      takeover && resourceOf('takeover', toTakeoverRow(takeover));
    if (!resource || !decisions.allow(requestReadPermission, resource, 'see')) {
      throw notFound('takeover', id);
    }
    const isUser = caller.type === 'user';
    return {
      ...(await this.about(takeover)),
      viewer: {
        ref: isUser ? caller.ref : undefined,
        roles: isUser
          ? rolesIn(caller.party, resource)
          : new Set<RequestRole>(),
        mayTakePart: decisions.allow(
          takeoverUpdatePermission,
          resource,
          'take-part',
        ),
      },
    };
  }

  /** For the portal itself, which takes part as nobody. @throws NotFoundError */
  async seeForPortal(id: string): Promise<SeenTakeover> {
    const takeover = await this.deps.takeovers.get(id);
    if (!takeover) throw notFound('takeover', id);
    return {
      ...(await this.about(takeover)),
      viewer: { roles: new Set(), mayTakePart: false },
    };
  }

  private async about(
    takeover: StoredTakeover,
  ): Promise<Omit<SeenTakeover, 'viewer'>> {
    const { releases, requestStore } = this.deps;
    const [release, request] = await Promise.all([
      releases.get(takeover.releaseId),
      requestStore.get(takeover.requestId),
    ]);
    if (!release || !request) throw notFound('takeover', takeover.id);
    return { takeover, release, request };
  }

  /** The takeover as it is now, for whoever has been found to see it. */
  async present(
    { release, request, viewer, takeover: { id } }: SeenTakeover,
    knex?: Knex,
  ): Promise<TakeoverDetail> {
    const { gateKeeper, takeovers, now } = this.deps;
    const file = await takeovers.file(id, knex);
    const at = now();
    const gates = gatesOf(file, gateKeeper.gates, at);
    return presentTakeoverDetail(
      file,
      { release, request },
      {
        viewer,
        gates,
        standingApproval: await this.standingApproval(
          file,
          release,
          gates,
          knex,
        ),
        steps: await takeovers.steps(id, knex),
        now: at,
      },
    );
  }

  /** What the standing approval in force says of a release; undefined where there is none. */
  async standingApproval(
    { takeover }: Pick<TakeoverFile, 'takeover'>,
    { kind }: Pick<StoredRelease, 'kind'>,
    gates: readonly TakeoverGateStanding[],
    knex?: Knex,
  ): Promise<StandingApprovalAnswer | undefined> {
    const { approvals, now } = this.deps;
    const approval = await approvals.inForce(takeover, now(), knex);
    if (!approval) return undefined;
    const used = await approvals.used(approval.id, now(), knex);
    return answerOf(approval, kind, used, gates);
  }
}

/** @throws NotAllowedError unless the viewer takes part in one of the roles */
export function requireRole(
  { viewer }: Pick<SeenTakeover, 'viewer'>,
  roles: RequestRole[],
  deed: string,
): void {
  if (viewer.mayTakePart && roles.some(role => viewer.roles.has(role))) return;
  throw notAllowed(
    `you may see this takeover, but ${deed} is for ${roles.join(' or ')}`,
  );
}
