import type {
  TakeoverDefect,
  TakeoverDetail,
  TakeoverVerdictKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  invalidField,
  notFound,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import {
  type EnvironmentReader,
  type NamedEnvironments,
  requireEnvironments,
} from '../environments';
import { type Repeatable, requireEvidence } from '../requests';
import type { GateKeeper, GateResults } from './gates';
import { gatesOf, obstacles } from './judge';
import { requireRole } from './TakeoverReader';
import type { TakeoverStore } from './TakeoverStore';
import type { AtWork, TakeoverWork } from './TakeoverWork';
import { VERDICTS } from './verdicts';

type Deps = {
  environments: EnvironmentReader;
  gateKeeper: GateKeeper;
  takeovers: TakeoverStore;
  work: TakeoverWork;
  now: () => number;
};

/** Working through a takeover: evidence, gates and verdicts. */
export class TakeoverService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TakeoverService {
    return new TakeoverService(deps);
  }

  async check(
    caller: UserCaller,
    id: string,
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { work } = this.deps;
    return work.change(
      caller,
      id,
      repeatable,
      seen =>
        requireRole(
          seen,
          ['provider', 'software-provider', 'customer'],
          'checking gates',
        ),
      async at => {
        work.requireOpen(at);
        return { event: 'check' };
      },
      { looksAgain: true },
    );
  }

  /** Then the gates are checked for these. */
  async nameEnvironments(
    caller: UserCaller,
    id: string,
    wish: NamedEnvironments,
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { environments, takeovers, work, now } = this.deps;
    const { testEnvironmentId, productionEnvironmentId } = wish;
    const named = {
      ...(testEnvironmentId && { testEnvironmentId }),
      ...(productionEnvironmentId && { productionEnvironmentId }),
    };
    let results: GateResults = {};
    return work.change(
      caller,
      id,
      repeatable,
      async seen => {
        requireRole(
          seen,
          ['provider', 'software-provider'],
          'naming environments',
        );
        await requireEnvironments(environments, wish, seen.takeover.systemRef);
        results = await work.look({ ...seen.takeover, ...named }, seen);
      },
      async at => {
        work.requireOpen(at);
        const { trx, file } = at;
        await takeovers.update(trx, { ...file.takeover, ...named });
        await takeovers.addCheck(trx, id, {
          at: now(),
          by: caller.ref,
          results,
        });
        return { event: 'environments', details: named };
      },
    );
  }

  async fulfil(
    caller: UserCaller,
    id: string,
    wish: { itemId: string; fulfilled: boolean; evidence?: string },
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { takeovers, work, now } = this.deps;
    const { itemId, fulfilled, evidence } = wish;
    return work.change(
      caller,
      id,
      repeatable,
      seen => {
        const { checklist } = seen.takeover;
        const item = checklist.find(one => one.id === itemId);
        if (!item) throw notFound('item', itemId);
        requireRole(seen, [item.responsible], `the item "${item.titles.en}"`);
        if (fulfilled) requireEvidence(item, evidence);
      },
      async at => {
        work.requireOpen(at);
        const { trx } = at;
        await takeovers.setItem(
          trx,
          id,
          itemId,
          fulfilled
            ? { by: caller.ref, at: now(), evidence: evidence ?? null }
            : undefined,
        );
        return {
          event: fulfilled ? 'fulfil-item' : 'reopen-item',
          details: { item: itemId },
        };
      },
    );
  }

  /** All gates are looked at first; the release is taken over with the last verdict. */
  async giveVerdict(
    caller: UserCaller,
    id: string,
    wish: { verdict: TakeoverVerdictKind; note?: string },
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { takeovers, work, now } = this.deps;
    const spec = VERDICTS.find(({ verdict }) => verdict === wish.verdict)!;
    const { verdict, titles, role, comesLast } = spec;
    return work.change(
      caller,
      id,
      repeatable,
      seen => requireRole(seen, [role], titles.en.toLocaleLowerCase('en-US')),
      async at => {
        work.requireOpen(at);
        const given = at.file.verdicts.find(one => one.verdict === verdict);
        if (given) throw conflict(`${given.by} has given this verdict already`);
        if (comesLast) this.requireNothingInTheWay(at);
        const note = wish.note?.trim() || undefined;
        await takeovers.addVerdict(at.trx, id, {
          verdict,
          by: caller.ref,
          at: now(),
          note,
        });
        return { event: verdict, reason: note };
      },
      { looksAgain: true },
    );
  }

  async reject(
    caller: UserCaller,
    id: string,
    defects: TakeoverDefect[],
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { work } = this.deps;
    return work.change(
      caller,
      id,
      repeatable,
      seen => {
        requireRole(seen, ['customer', 'provider'], 'rejecting');
        defects.forEach(({ title }, index) => {
          if (title.trim()) return;
          throw invalidField(
            `defects[${index}].title`,
            'required',
            'must say what is wrong',
          );
        });
      },
      async at => {
        work.requireOpen(at);
        const reason = defects.map(({ title }) => title).join('; ');
        await work.decide(
          at,
          caller.ref,
          { state: 'rejected', defects, reason },
          'takeover-rejected',
        );
        return {
          event: 'reject',
          reason,
          details: { defects: defects.length },
        };
      },
    );
  }

  async rollBack(
    caller: UserCaller,
    id: string,
    wish: { reason: string },
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { work } = this.deps;
    const reason = wish.reason.trim();
    return work.change(
      caller,
      id,
      repeatable,
      seen => {
        requireRole(seen, ['provider'], 'rolling back');
        if (!reason) {
          throw invalidField('reason', 'required', 'must say why, in words');
        }
      },
      async at => {
        const { state } = at.file.takeover;
        if (state !== 'accepted') {
          throw conflict(
            `the takeover is ${state}; only an accepted one is rolled back`,
          );
        }
        await work.decide(
          at,
          caller.ref,
          { state: 'rolled-back', reason },
          'takeover-rolled-back',
        );
        return { event: 'roll-back', reason };
      },
    );
  }

  private requireNothingInTheWay({ file }: AtWork): void {
    const { gateKeeper, now } = this.deps;
    const inTheWay = obstacles(file, gatesOf(file, gateKeeper.gates, now()));
    if (inTheWay.length === 0) return;
    throw unprocessable(`not yet: ${inTheWay.map(({ en }) => en).join(' ')}`);
  }
}
