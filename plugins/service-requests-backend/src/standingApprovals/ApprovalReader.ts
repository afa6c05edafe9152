import {
  requestReadPermission,
  type RequestRole,
  type StandingApproval,
  takeoverUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  cutPage,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  type Decisions,
  resourceOf,
  rolesIn,
  type ServiceRequestsResource,
} from '../authorization';
import type { ApprovalStore } from './ApprovalStore';
import { stateOf } from './limits';
import {
  type ApprovalRow,
  type StoredApproval,
  toApproval,
  toApprovalRow,
} from './types';

/** Query of `GET /standing-approvals`. */
export type ApprovalFilter = {
  service?: string;
  limit?: number;
  cursor?: string;
};

/** In what roles somebody looks at a standing approval, and whether they may do something. */
export type ApprovalViewer = {
  roles: ReadonlySet<RequestRole>;
  mayTakePart: boolean;
};

type Deps = {
  access: Access;
  approvals: ApprovalStore;
  now: () => number;
};

/** Standing approvals, as each of the parties may see them. */
export class ApprovalReader {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ApprovalReader {
    return new ApprovalReader(deps);
  }

  async list(
    caller: Caller,
    filter: ApprovalFilter,
  ): Promise<{
    items: StandingApproval[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { access, approvals } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [
      requestReadPermission,
      takeoverUpdatePermission,
    ]);
    const query = approvals.query();
    decisions.restrict(query, 'standing_approvals', requestReadPermission);
    if (filter.service) {
      query.where('standing_approvals.service_ref', filter.service);
    }
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'standing_approvals.updated_at',
      cursor: filter.cursor,
      limit,
    });
    const found: ApprovalRow[] = await query.select('standing_approvals.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.updated_at);
    const items: StandingApproval[] = [];
    for (const row of rows) {
      const approval = toApproval(row);
      const viewer = viewerBy(caller, approval, decisions);
      items.push(await this.present(approval, viewer));
    }
    return { items, totalItems: Number((await total)?.count ?? 0), nextCursor };
  }

  /** @throws NotFoundError, also of what there is but is not for the caller */
  async see(caller: Caller, id: string): Promise<ApprovalViewer> {
    const { access, approvals } = this.deps;
    const [approval, decisions] = await Promise.all([
      approvals.get(id),
      access.decide(caller, [requestReadPermission, takeoverUpdatePermission]),
    ]);
    const maySee =
      approval &&
      decisions.allow(requestReadPermission, resourceFor(approval), 'see');
    if (!maySee) throw notFound('standing approval', id);
    return viewerBy(caller, approval, decisions);
  }

  /** Of one that may not be stored yet. */
  async viewer(
    caller: Caller,
    approval: StoredApproval,
  ): Promise<ApprovalViewer> {
    const decisions = await this.deps.access.decide(caller, [
      takeoverUpdatePermission,
    ]);
    return viewerBy(caller, approval, decisions);
  }

  async present(
    approval: StoredApproval,
    { roles, mayTakePart }: ApprovalViewer,
    knex?: Knex,
  ): Promise<StandingApproval> {
    const at = this.deps.now();
    const state = stateOf(approval, at);
    const mayAs = (role: RequestRole) => mayTakePart && roles.has(role);
    const { proposed, withdrawn, customer, provider } = approval;
    const iso = (ms: number) => new Date(ms).toISOString();
    return {
      id: approval.id,
      serviceRef: approval.serviceRef,
      systemRef: approval.systemRef,
      customerRef: approval.customerRef,
      softwareProviderRef: approval.softwareProviderRef,
      kinds: approval.kinds,
      perWeek: approval.perWeek,
      usedThisWeek: await this.deps.approvals.used(approval.id, at, knex),
      whileBudgetLasts: approval.whileBudgetLasts,
      until: approval.until,
      state,
      proposedBy: proposed.by,
      proposedAt: iso(proposed.at),
      grants: [
        ...(customer
          ? [
              {
                role: 'customer' as const,
                by: customer.by,
                at: iso(customer.at),
              },
            ]
          : []),
        ...(provider
          ? [
              {
                role: 'provider' as const,
                by: provider.by,
                at: iso(provider.at),
              },
            ]
          : []),
      ],
      withdrawnBy: withdrawn?.by,
      withdrawnAt: withdrawn && iso(withdrawn.at),
      reason: withdrawn?.reason,
      mayGrant:
        state === 'proposed' &&
        ((!customer && mayAs('customer')) || (!provider && mayAs('provider'))),
      mayWithdraw: !withdrawn && (mayAs('customer') || mayAs('provider')),
    };
  }
}

function viewerBy(
  caller: Caller,
  approval: StoredApproval,
  decisions: Decisions,
): ApprovalViewer {
  if (caller.type !== 'user') return { roles: new Set(), mayTakePart: false };
  const resource = resourceFor(approval);
  return {
    roles: rolesIn(caller.party, resource),
    mayTakePart: decisions.allow(
      takeoverUpdatePermission,
      resource,
      'take-part',
    ),
  };
}

function resourceFor(approval: StoredApproval): ServiceRequestsResource {
  return resourceOf('standing-approval', toApprovalRow(approval));
}
