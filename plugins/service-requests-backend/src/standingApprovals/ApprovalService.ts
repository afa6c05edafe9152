import { randomUUID } from 'node:crypto';
import type {
  RequestRole,
  StandingApproval,
  StandingApprovalWish,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { PartyFinder, Repeatable } from '../requests';
import type { ApprovalReader, ApprovalViewer } from './ApprovalReader';
import type { ApprovalStore } from './ApprovalStore';
import { stateOf } from './limits';
import type { StoredApproval } from './types';

type Deps = {
  approvals: ApprovalStore;
  idempotency: IdempotencyStore;
  log: RequestLog;
  parties: PartyFinder;
  reader: ApprovalReader;
  now: () => number;
};

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

  /** Whoever proposes it for the agency or the IT service provider has granted their part. */
  async propose(
    caller: UserCaller,
    wish: StandingApprovalWish,
    key: string,
  ): Promise<StoredAnswer<StandingApproval>> {
    const { idempotency, approvals, parties, log, now, reader } = this.deps;
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
        const viewer = await reader.viewer(caller, drawn);
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
          response: await reader.present(approval, viewer, trx),
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
    effect: (
      approval: StoredApproval,
      viewer: ApprovalViewer,
    ) => StoredApproval,
  ): Promise<StandingApproval> {
    const { approvals, idempotency, log, now, reader } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...repeatable },
      () => reader.see(caller, id),
      async (trx, viewer) => {
        const current = await approvals.lock(trx, id);
        if (!current) throw notFound('standing approval', id);
        const next = { ...effect(current, viewer), updatedAt: now() };
        await approvals.update(trx, next);
        await this.note(trx, next, caller, event);
        return {
          status: 200,
          response: await reader.present(next, viewer, trx),
        };
      },
    );
    if (!repeated) log.tell('takeovers');
    return response;
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

/** Adds the signature of each side that the viewer stands for and that has not signed. */
function signed(
  approval: StoredApproval,
  { roles }: ApprovalViewer,
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

function requirePart(
  { roles, mayTakePart }: ApprovalViewer,
  of: RequestRole[],
): void {
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
