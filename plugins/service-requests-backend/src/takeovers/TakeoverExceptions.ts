import { randomUUID } from 'node:crypto';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  invalidField,
  notFound,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Repeatable } from '../requests';
import type { GateKeeper } from './gates';
import { gatesOf } from './judge';
import { requireRole } from './TakeoverReader';
import type { TakeoverStore } from './TakeoverStore';
import type { TakeoverWork } from './TakeoverWork';

/** Body of `POST /takeovers/{takeoverId}/exceptions`. */
export type ExceptionWish = { gate: string; reason: string; until: string };

type Deps = {
  gateKeeper: GateKeeper;
  takeovers: TakeoverStore;
  work: TakeoverWork;
  now: () => number;
};

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 90;

/** Exceptions from gates: one person asks for them, another confirms them. */
export class TakeoverExceptions {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TakeoverExceptions {
    return new TakeoverExceptions(deps);
  }

  /** From a gate that is not passed, until a day at most ninety days from now. */
  async askException(
    caller: UserCaller,
    id: string,
    wish: ExceptionWish,
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { gateKeeper, takeovers, work, now } = this.deps;
    const { gate, until } = wish;
    const reason = wish.reason.trim();
    return work.change(
      caller,
      id,
      repeatable,
      seen => {
        requireRole(
          seen,
          ['provider', 'software-provider'],
          'asking for an exception',
        );
        if (!reason) {
          throw invalidField('reason', 'required', 'must say why, in words');
        }
        if (!gateKeeper.gates.some(one => one.id === gate)) {
          throw invalidField(
            'gate',
            'known-gate',
            `there is no gate "${gate}"; there are ${gateKeeper.gates
              .map(one => one.id)
              .join(', ')}`,
          );
        }
        requireDay(until, now());
      },
      async at => {
        work.requireOpen(at);
        const standing = gatesOf(at.file, gateKeeper.gates, now()).find(
          one => one.id === gate,
        );
        if (standing?.clear) {
          throw conflict(
            `the gate "${gate}" does not stand in the way; no exception is needed`,
          );
        }
        const exception = {
          id: randomUUID(),
          gate,
          reason,
          until,
          askedBy: caller.ref,
          askedAt: now(),
        };
        await takeovers.addException(at.trx, id, exception);
        return {
          event: 'ask-exception',
          reason,
          details: { gate, until, exception: exception.id },
        };
      },
    );
  }

  /** By another person of the IT service provider than the one who asked. */
  async confirmException(
    caller: UserCaller,
    id: string,
    exceptionId: string,
    repeatable: Repeatable,
  ): Promise<TakeoverDetail> {
    const { takeovers, work, now } = this.deps;
    return work.change(
      caller,
      id,
      repeatable,
      seen => requireRole(seen, ['provider'], 'confirming an exception'),
      async at => {
        work.requireOpen(at);
        const exception = at.file.exceptions.find(
          one => one.id === exceptionId,
        );
        if (!exception) throw notFound('exception', exceptionId);
        if (exception.askedBy === caller.ref) {
          throw unprocessable(
            'you have asked for this exception; it takes a second person of the IT service provider to confirm it',
          );
        }
        if (exception.confirmedBy) {
          throw conflict(`${exception.confirmedBy} has confirmed it already`);
        }
        requireDay(exception.until, now());
        await takeovers.confirmException(at.trx, exceptionId, {
          by: caller.ref,
          at: now(),
        });
        const { gate, until } = exception;
        return {
          event: 'confirm-exception',
          details: { gate, until, exception: exceptionId },
        };
      },
    );
  }
}

function requireDay(day: string, now: number): void {
  const at = Date.parse(`${day}T00:00:00Z`);
  const isDay =
    Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
  if (!isDay) throw invalidField('until', 'day', `there is no day "${day}"`);
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  if (at < today || at > today + LONGEST_DAYS * DAY_MS) {
    throw invalidField(
      'until',
      'range',
      `must be a day from today to at most ${LONGEST_DAYS} days from now`,
    );
  }
}
