import { randomUUID } from 'node:crypto';
import {
  requestReadPermission,
  type RequestRole,
  type StandingApproval,
  type StandingApprovalWish,
  takeoverUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  conflict,
  cutPage,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  page,
  pageSize,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  resourceOf,
  rolesIn,
  type ServiceRequestsResource,
} from '../authorization';
import type { RequestLog } from '../record';
import type { PartyFinder, Repeatable } from '../requests';
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

type Deps = {
  access: Access;
  approvals: ApprovalStore;
  idempotency: IdempotencyStore;
  log: RequestLog;
  parties: PartyFinder;
  now: () => number;
};

type Viewer = { roles: ReadonlySet<RequestRole>; mayTakePart: boolean };

const OF_A_SERVICE = { spec: { about: 'service' as const } };

/**
 * For teams that deliver continuously: agency and IT service provider grant once
 * what would be granted each time, within limits.
 */
export class ApprovalService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ApprovalService {
    return new ApprovalService(deps);
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
      const viewer = await this.viewer(caller, toApproval(row));
      items.push(await this.present(toApproval(row), viewer));
    }
    return { items, totalItems: Number((await total)?.count ?? 0), nextCursor };
  }

  /** Whoever proposes it for the agency or the IT service provider has granted their part. */
  async propose(
    caller: UserCaller,
    wish: StandingApprovalWish,
    key: string,
  ): Promise<StoredAnswer<StandingApproval>> {
    const { idempotency, approvals, parties, log, now } = this.deps;
    const route = 'POST /standing-approvals';
    const answer = await idempotency.once(
      { actor: caller.ref, key, route, body: wish },
      async () => {
        requireDay(wish.until, now());
        const found = await parties.find(caller, OF_A_SERVICE, wish);
        const at = now();
        const drawn: StoredApproval = {
          ...found,
          id: randomUUID(),
          serviceRef: wish.serviceRef,
          kinds: wish.kinds,
          perWeek: wish.perWeek,
          whileBudgetLasts: wish.whileBudgetLasts ?? true,
          until: wish.until,
          proposed: { by: caller.ref, at },
          updatedAt: at,
        };
        const viewer = await this.viewer(caller, drawn);
        requirePart(viewer, ['customer', 'provider', 'software-provider']);
        return { approval: signed(drawn, viewer, caller.ref, at), viewer };
      },
      async (trx, { approval, viewer }) => {
        await approvals.insert(trx, approval);
        const { kinds, perWeek, until } = approval;
        await this.note(trx, approval, caller, 'propose', {
          kinds: kinds.join(', '),
          perWeek: String(perWeek),
          until,
        });
        return {
          status: 201,
          response: await this.present(approval, viewer, trx),
        };
      },
    );
    if (!answer.repeated) log.tell('takeovers');
    return answer;
  }

  async grant(
    caller: UserCaller,
    id: string,
    repeatable: Repeatable,
  ): Promise<StandingApproval> {
    const { now } = this.deps;
    return this.change(caller, id, repeatable, 'grant', (approval, viewer) => {
      requirePart(viewer, ['customer', 'provider']);
      const state = stateOf(approval, now());
      if (state !== 'proposed') {
        throw conflict(`the standing approval is ${state}`);
      }
      const next = signed(approval, viewer, caller.ref, now());
      if (
        next.customer === approval.customer &&
        next.provider === approval.provider
      ) {
        throw conflict('your side has granted it already; the other has not');
      }
      return next;
    });
  }

  /** By either side, at any time: what is under way is then taken over as usual. */
  async withdraw(
    caller: UserCaller,
    id: string,
    reason: string,
    repeatable: Repeatable,
  ): Promise<StandingApproval> {
    const { now } = this.deps;
    return this.change(
      caller,
      id,
      repeatable,
      'withdraw',
      (approval, viewer) => {
        requirePart(viewer, ['customer', 'provider']);
        if (!reason.trim()) {
          throw invalidField('reason', 'required', 'must say why, in words');
        }
        if (approval.withdrawn) {
          throw conflict('the standing approval is withdrawn already');
        }
        const withdrawn = { by: caller.ref, at: now(), reason: reason.trim() };
        return { ...approval, withdrawn };
      },
    );
  }

  private async change(
    caller: UserCaller,
    id: string,
    repeatable: Repeatable,
    event: string,
    effect: (approval: StoredApproval, viewer: Viewer) => StoredApproval,
  ): Promise<StandingApproval> {
    const { access, approvals, idempotency, log, now } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...repeatable },
      async () => {
        const [approval, decisions] = await Promise.all([
          approvals.get(id),
          access.decide(caller, [requestReadPermission]),
        ]);
        const maySee =
          approval &&
          decisions.allow(requestReadPermission, resourceFor(approval), 'see');
        if (!maySee) throw notFound('standing approval', id);
        return this.viewer(caller, approval);
      },
      async (trx, viewer) => {
        const current = await approvals.lock(trx, id);
        if (!current) throw notFound('standing approval', id);
        const next = { ...effect(current, viewer), updatedAt: now() };
        await approvals.update(trx, next);
        await this.note(trx, next, caller, event);
        return { status: 200, response: await this.present(next, viewer, trx) };
      },
    );
    if (!repeated) log.tell('takeovers');
    return response;
  }

  private async viewer(
    caller: Caller,
    approval: StoredApproval,
  ): Promise<Viewer> {
    if (caller.type !== 'user') return { roles: new Set(), mayTakePart: false };
    const decisions = await this.deps.access.decide(caller, [
      takeoverUpdatePermission,
    ]);
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

  private async present(
    approval: StoredApproval,
    { roles, mayTakePart }: Viewer,
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

  private async note(
    trx: Knex.Transaction,
    { id }: StoredApproval,
    caller: UserCaller,
    event: string,
    details?: Record<string, string>,
  ): Promise<void> {
    await this.deps.log.note(
      trx,
      { kind: 'standing-approval', id },
      {
        actor: caller.ref,
        action: `standing-approval-${event}`,
        details,
      },
    );
  }
}

function resourceFor(approval: StoredApproval): ServiceRequestsResource {
  return resourceOf('standing-approval', toApprovalRow(approval));
}

/** Adds the signature of each side that the viewer stands for and that has not signed. */
function signed(
  approval: StoredApproval,
  { roles }: Viewer,
  by: string,
  at: number,
): StoredApproval {
  return {
    ...approval,
    customer:
      approval.customer ?? (roles.has('customer') ? { by, at } : undefined),
    provider:
      approval.provider ?? (roles.has('provider') ? { by, at } : undefined),
  };
}

function requirePart({ roles, mayTakePart }: Viewer, of: RequestRole[]): void {
  if (mayTakePart && of.some(role => roles.has(role))) return;
  throw notAllowed(`standing approvals are for ${of.join(' or ')}`);
}

function requireDay(day: string, now: number): void {
  const at = Date.parse(`${day}T00:00:00Z`);
  const isDay =
    Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
  if (isDay && at + 86_400_000 > now) return;
  throw invalidField('until', 'day', 'must be a day from today on');
}
