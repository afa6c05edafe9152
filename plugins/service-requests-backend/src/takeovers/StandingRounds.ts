import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LocalizedText } from '@dualcloud/foundation-common';
import {
  fingerprint,
  fromOptionalJson,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestNotices } from '../notices';
import { PORTAL, type RequestLog } from '../record';
import type { RequestMover } from '../requests';
import type { ApprovalStore } from '../standingApprovals';
import type { GateKeeper, GateResults } from './gates';
import { gateInTheWay, gatesOf } from './judge';
import type { TakeoverReader } from './TakeoverReader';
import type { TakeoverStore } from './TakeoverStore';
import type { AtWork, TakeoverWork } from './TakeoverWork';

type Deps = {
  approvals: ApprovalStore;
  gateKeeper: GateKeeper;
  knex: Knex;
  log: RequestLog;
  logger: LoggerService;
  mover: RequestMover;
  notices: RequestNotices;
  takeoverReader: TakeoverReader;
  takeovers: TakeoverStore;
  work: TakeoverWork;
  now: () => number;
  /** So long it leaves a takeover alone after a look. */
  everyMs: number;
};

/** What keeps a release from passing, by an id that stays the same while the words change. */
type Reason = { id: string; text: LocalizedText };

const AT_ONCE = 20;
const LIMITS = 'limits';

/*
 * A pipeline that waits for a verdict has nobody who presses "check". So the portal
 * looks again at every open takeover that a standing approval may let pass:
 *
 *   claim    one replica at a time, by the time of the last look
 *   look     all gates, outside of any transaction, because others are asked
 *   settle   in a transaction that holds the takeover: taken over, or what is in the way
 *            is told to people, if it was not in the way at the portal's last look
 *
 * A replica that dies in between has only delayed the next look. A look that finds what the
 * portal's last one found leaves nothing behind but its time.
 */

/** Looks again at releases under a standing approval, in the portal's own name. */
export class StandingRounds {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): StandingRounds {
    return new StandingRounds(deps);
  }

  /** The longest unseen first, so that nobody waits for ever behind others. */
  async run(): Promise<void> {
    const { logger } = this.deps;
    for (const id of await this.due()) {
      try {
        if (await this.claim(id)) await this.lookAt(id);
      } catch (error) {
        logger.warn(
          `Takeover ${id} could not be looked at, and it will be tried again: ${error}`,
        );
      }
    }
  }

  private async due(): Promise<string[]> {
    const { approvals, now } = this.deps;
    const inForce = approvals.queryInForce(now());
    const rows: Array<{ id: string }> = await this.restingSince(
      now() - this.deps.everyMs,
    )
      .whereExists(
        inForce.whereRaw(
          'standing_approvals.service_ref = takeovers.service_ref and standing_approvals.customer_ref = takeovers.customer_ref',
        ),
      )
      .orderByRaw('coalesce(takeovers.looked_at, takeovers.opened_at)')
      .limit(AT_ONCE)
      .select('takeovers.id');
    return rows.map(({ id }) => id);
  }

  private async claim(id: string): Promise<boolean> {
    const at = this.deps.now();
    const claimed = await this.restingSince(at - this.deps.everyMs)
      .where({ id })
      .update({ looked_at: at });
    return claimed === 1;
  }

  private restingSince(at: number): Knex.QueryBuilder {
    return this.deps.takeovers
      .query()
      .where('takeovers.state', 'open')
      .whereRaw('coalesce(takeovers.looked_at, takeovers.opened_at) <= ?', [
        at,
      ]);
  }

  private async lookAt(id: string): Promise<void> {
    const { knex, log, mover, takeoverReader, work, now } = this.deps;
    const seen = await takeoverReader.seeForPortal(id);
    const at = now();
    const results = await work.look(seen.takeover, seen);
    const destinations = await mover.prepare(seen.request);
    const isNews = await transact(knex, async trx => {
      const held = await work.hold(trx, seen, destinations);
      const { takeover, check } = held.file;
      // Decided meanwhile, or somebody has looked later than this.
      if (takeover.state !== 'open' || (check && check.at > at)) return false;
      const hasChanged = await this.store(held, { at, results });
      await work.settle(held, PORTAL);
      return (await this.conclude(held)) || hasChanged;
    });
    if (!isNews) return;
    log.tell('takeovers');
    log.tell('requests');
  }

  /** @returns whether the look found anything else than the one before */
  private async store(
    { trx, file: { takeover, check } }: AtWork,
    found: { at: number; results: GateResults },
  ): Promise<boolean> {
    const { takeovers, work } = this.deps;
    const isSame = check && same(check.results, found.results);
    if (isSame && check.by === PORTAL) {
      await takeovers.confirmCheck(trx, check.id, found.at);
      return false;
    }
    await takeovers.addCheck(trx, takeover.id, { ...found, by: PORTAL });
    if (isSame) return false;
    await work.record(trx, takeover.id, PORTAL, { event: 'check' });
    return true;
  }

  /** @returns whether the takeover is decided, or something new is in its way */
  private async conclude(held: AtWork): Promise<boolean> {
    const { notices, takeovers, now } = this.deps;
    const { trx } = held;
    const { id } = held.file.takeover;
    const { takeover } = await takeovers.file(id, trx);
    if (takeover.state !== 'open') {
      await takeovers.update(trx, { ...takeover, updatedAt: now() });
      return true;
    }
    const row: { in_the_way: string | null } = await takeovers
      .query()
      .transacting(trx)
      .where({ id })
      .first('in_the_way');
    const before = fromOptionalJson<string[]>(row.in_the_way) ?? [];
    const reasons = await this.reasons(held, before);
    await takeovers
      .query()
      .transacting(trx)
      .where({ id })
      .update({ in_the_way: JSON.stringify(reasons.map(one => one.id)) });
    const isNew = ({ id: reason }: Reason) => !before.includes(reason);
    if (!reasons.some(isNew)) return false;
    await notices.queue(trx, `takeover ${id} waits ${now()}`, {
      kind: 'takeover-waits',
      takeoverId: id,
      reasons: reasons.map(({ text }) => text),
    });
    return true;
  }

  /** A gate that cannot be looked at for a moment is neither news nor gone. */
  private async reasons(
    { trx, file: { takeover }, seen }: AtWork,
    before: readonly string[],
  ): Promise<Reason[]> {
    const { gateKeeper, takeoverReader, takeovers, now } = this.deps;
    const file = await takeovers.file(takeover.id, trx);
    const gates = gatesOf(file, gateKeeper.gates, now());
    const answer = await takeoverReader.standingApproval(
      file,
      seen.release,
      gates,
      trx,
    );
    return [
      ...gates
        .filter(
          ({ id, state, clear }) =>
            !clear && (state === 'failed' || before.includes(id)),
        )
        .map(gate => ({ id: gate.id, text: gateInTheWay(gate) })),
      ...(answer?.against ?? []).map(text => ({ id: LIMITS, text })),
    ];
  }
}

/** As they would be read back. */
function same(stored: GateResults, found: GateResults): boolean {
  const asStored: GateResults = JSON.parse(JSON.stringify(found));
  return fingerprint(stored) === fingerprint(asStored);
}
