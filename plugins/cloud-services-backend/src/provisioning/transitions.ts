import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  DriverCredentials,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { failed, type Failing, sentences } from './failures';
import type { Operation, OperationKind, OperationPhase } from './types';
import { backOff, pollWait, type ProvisioningLimits } from './waits';

/*
 * What an answer of the broker makes of an operation, as OSB 2.17 has it
 * ("Orphan Mitigation", "Polling Last Operation", "Blocking Operations").
 *
 * phase         answer                     provision, bind   update            deprovision, unbind
 * ------------  -------------------------  ----------------  ----------------  -------------------
 * send          done                       succeeded         succeeded         succeeded
 * send          in progress                poll              poll              poll
 * send          gone (410)                 mitigate          as unknown        succeeded
 * send          not sent, busy             send, later       send, later       send, later
 * send          refused                    failed (1)        failed            failed
 * send          unknown                    mitigate          send, later (2)   send, later
 * poll          done                       succeeded         succeeded         succeeded
 * poll          in progress, any error     poll, later       poll, later       poll, later
 * poll          gone (410)                 poll, later       poll, later       succeeded
 * poll          failed                     mitigate          failed            send, later (2)
 * poll          polled for too long        mitigate          failed            failed
 * mitigate      done, gone                 failed, cleaned up
 * mitigate      in progress                mitigate-poll
 * mitigate      not sent, busy, unknown    mitigate, later
 * mitigate      refused                    mitigate, later (2)
 * mitigate-poll done, gone                 failed, cleaned up
 * mitigate-poll in progress, any error     mitigate-poll, later
 * mitigate-poll failed, polled too long    mitigate, later (2)
 *
 * (1) mitigate, where an earlier attempt ended without an answer: what the
 *     broker refuses now may exist since then.
 * (2) so often; then the step has failed, and says so.
 *
 * Nothing is repeated for ever: after `giveUpAfterMs` the step has failed.
 */

/** What a call came to, whichever call it was. */
export type Answer =
  | { type: 'done'; dashboardUrl?: string; credentials?: DriverCredentials }
  | { type: 'gone' }
  | {
      type: 'in-progress';
      operation?: string;
      dashboardUrl?: string;
      description?: string;
      retryAfterMs?: number;
    }
  | {
      type: 'failed';
      description?: string;
      instanceUsable?: boolean;
      updateRepeatable?: boolean;
    }
  | { type: 'error'; error: DriverError };

/** What is stored then. A missing field leaves the column as it is, null empties it. */
export type Transition = {
  state: 'running' | 'succeeded' | 'failed';
  phase: OperationPhase;
  inMs: number;
  /** Polling begins: it ends at the latest after this time. */
  deadlineInMs?: number;
  brokerOperation?: string | null;
  description?: string;
  dashboardUrl?: string;
  credentials?: DriverCredentials;
  interrupted?: boolean;
  failure?: Failure;
  repeatable?: boolean;
  instanceUsable?: boolean;
  /** For the journal. */
  event?: string;
  level?: 'info' | 'warning' | 'error';
  message?: string;
};

/** Everything a decision depends on. */
export type Situation = {
  operation: Operation;
  /** Now, by the database's clock. */
  now: number;
  limits: ProvisioningLimits;
  random: () => number;
};

const CREATES: ReadonlySet<OperationKind> = new Set(['provision', 'bind']);
const DELETES: ReadonlySet<OperationKind> = new Set(['deprovision', 'unbind']);

/** The table above. */
export function decide(situation: Situation, answer: Answer): Transition {
  switch (situation.operation.phase) {
    case 'send':
      return afterSend(situation, answer);
    case 'poll':
      return afterPoll(situation, answer);
    case 'mitigate':
      return afterMitigate(situation, answer);
    default:
      return afterMitigatePoll(situation, answer);
  }
}

function afterSend(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  const deletes = DELETES.has(operation.kind);
  switch (answer.type) {
    case 'done':
      return succeeded(answer);
    case 'gone':
      if (deletes) return succeeded({});
      return CREATES.has(operation.kind)
        ? mitigate(situation, { reason: 'the broker answered 410 Gone' })
        : fail(situation, { reason: 'the broker answered 410 Gone' });
    case 'in-progress':
      return {
        ...startPolling(situation, 'poll', answer),
        dashboardUrl: answer.dashboardUrl,
        event: `${operation.kind}-accepted`,
        message: sentences.accepted(operation),
      };
    case 'failed':
      return fail(situation, { brokerDescription: answer.description });
    default:
  }
  const { error } = answer;
  const reason = fromError(error);
  const waited = situation.now - (operation.startedAt ?? situation.now);
  const tired = waited > limits.giveUpAfterMs;
  const often = operation.attempts >= limits.unclearAttempts;
  const creates = CREATES.has(operation.kind);
  switch (error.outcome) {
    case 'refused':
      return creates && operation.interrupted
        ? mitigate(situation, reason)
        : fail(situation, reason);
    case 'unknown':
      if (creates) return mitigate(situation, reason);
      if (tired || error.updateRepeatable === false || (often && !deletes)) {
        return fail(situation, reason);
      }
      return again(situation, 'send', { error, interrupted: true });
    default: {
      // A success that cannot be read: sent again, but not for a day.
      const unclear = error.outcome === 'busy' && error.statusCode === 200;
      if (tired || (unclear && often)) {
        return creates && operation.interrupted && !unclear
          ? mitigate(situation, reason)
          : fail(situation, { ...reason, unclear });
      }
      return again(situation, 'send', {
        error,
        interrupted: unclear || undefined,
      });
    }
  }
}

function afterPoll(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  const deletes = DELETES.has(operation.kind);
  if (answer.type === 'done') return succeeded(answer);
  if (answer.type === 'gone' && deletes) return succeeded({});
  if (answer.type === 'failed') {
    const reason = {
      brokerDescription: answer.description,
      instanceUsable: answer.instanceUsable,
      repeatable: answer.updateRepeatable,
    };
    if (CREATES.has(operation.kind)) return mitigate(situation, reason);
    if (deletes && operation.attempts < limits.unclearAttempts) {
      return again(situation, 'send', { description: answer.description });
    }
    return fail(situation, reason);
  }
  if (isOverdue(situation)) {
    const reason: Failing = {
      reason: 'the broker did not finish within the maximum polling duration',
      code: 'polling-timeout',
      brokerDescription: operation.description,
    };
    return CREATES.has(operation.kind)
      ? mitigate(situation, reason)
      : fail(situation, reason);
  }
  return keepPolling(situation, 'poll', answer);
}

function afterMitigate(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  switch (answer.type) {
    case 'done':
    case 'gone':
      return cleanedUp(operation);
    case 'in-progress':
      return startPolling(situation, 'mitigate-poll', answer);
    case 'failed':
      return removeAgain(situation, { description: answer.description });
    default:
      return answer.error.outcome === 'refused' &&
        operation.mitigationAttempts >= limits.unclearAttempts
        ? notCleanedUp(operation, answer.error.message)
        : removeAgain(situation, { error: answer.error });
  }
}

function afterMitigatePoll(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  if (answer.type === 'done' || answer.type === 'gone') {
    return cleanedUp(operation);
  }
  const failedNow = answer.type === 'failed';
  if (failedNow || isOverdue(situation)) {
    const description = failedNow
      ? answer.description
      : 'The broker did not finish the removal in time';
    return operation.mitigationAttempts >= limits.unclearAttempts
      ? notCleanedUp(operation, description ?? 'the broker gave no reason')
      : removeAgain(situation, { description });
  }
  return keepPolling(situation, 'mitigate-poll', answer);
}

function succeeded(answer: {
  dashboardUrl?: string;
  credentials?: DriverCredentials;
}): Transition {
  return {
    state: 'succeeded',
    phase: 'send',
    inMs: 0,
    dashboardUrl: answer.dashboardUrl,
    credentials: answer.credentials,
  };
}

function fail(situation: Situation, failing: Failing): Transition {
  const { operation } = situation;
  return {
    state: 'failed',
    phase: operation.phase,
    inMs: 0,
    failure: failed(operation, failing),
    description: failing.brokerDescription,
    repeatable: failing.repeatable,
    instanceUsable: failing.instanceUsable,
  };
}

/** The operation has failed; before it may say so, what may exist is removed. */
function mitigate(situation: Situation, failing: Failing): Transition {
  const { operation } = situation;
  return {
    state: 'running',
    phase: 'mitigate',
    inMs: 0,
    brokerOperation: null,
    failure: failed(operation, { ...failing, mitigating: true }),
    description: failing.brokerDescription,
    event: 'orphan-mitigation-started',
    level: 'warning',
    message: sentences.mitigating(operation, failing),
  };
}

function cleanedUp(operation: Operation): Transition {
  const failure = operation.failure ?? failed(operation, {});
  return {
    state: 'failed',
    phase: 'send',
    inMs: 0,
    interrupted: false,
    failure: { ...failure, cleanedUp: true },
    event: 'orphan-mitigated',
    message: sentences.cleanedUp(operation),
  };
}

function notCleanedUp(operation: Operation, why: string): Transition {
  const failure = operation.failure ?? failed(operation, {});
  return {
    state: 'failed',
    phase: 'mitigate',
    inMs: 0,
    failure: {
      ...failure,
      message: sentences.notCleanedUp(failure.message, why),
      cleanedUp: false,
    },
    event: 'orphan-mitigation-failed',
    level: 'error',
    message: sentences.notCleanedUp('Giving up on cleaning up', why),
  };
}

type Repeat = {
  error?: DriverError;
  description?: string;
  interrupted?: boolean;
};

function again(
  situation: Situation,
  phase: 'send' | 'mitigate',
  repeat: Repeat,
): Transition {
  const { operation, limits, random } = situation;
  const attempts =
    phase === 'send' ? operation.attempts : operation.mitigationAttempts;
  const wait = backOff(Math.max(attempts, 1), limits, random);
  const wished = Math.min(
    repeat.error?.retryAfterMs ?? 0,
    limits.retryAfterCapMs,
  );
  const description =
    repeat.error?.brokerDescription ??
    repeat.error?.message ??
    repeat.description ??
    'The broker gave no reason';
  return {
    state: 'running',
    phase,
    inMs: Math.max(wait, wished),
    brokerOperation: null,
    description,
    interrupted: repeat.interrupted,
    // Once for each reason: a broker that is down for a day fills no journal.
    ...(description !== operation.description && {
      event: 'call-repeated',
      level: 'warning' as const,
      message: sentences.repeated(
        operation,
        repeat.error?.message ?? description,
      ),
    }),
  };
}

function removeAgain(situation: Situation, repeat: Repeat): Transition {
  const { operation, now, limits } = situation;
  // The request itself may have been repeated for as long before.
  const waited = now - (operation.startedAt ?? now);
  if (waited > 2 * limits.giveUpAfterMs) {
    return notCleanedUp(
      operation,
      repeat.error?.message ??
        repeat.description ??
        'the broker gave no reason',
    );
  }
  return again(situation, 'mitigate', repeat);
}

function startPolling(
  situation: Situation,
  phase: 'poll' | 'mitigate-poll',
  answer: Answer & { type: 'in-progress' },
): Transition {
  const { operation, limits } = situation;
  const seconds = operation.payload.maximumPollingSeconds;
  const deadlineInMs = Math.min(
    seconds === undefined ? limits.maximumPollingMs : seconds * 1000,
    limits.maximumPollingMs,
  );
  return {
    state: 'running',
    phase,
    inMs: Math.min(
      pollWait({ retryAfterMs: answer.retryAfterMs, polledMs: 0 }, limits),
      deadlineInMs,
    ),
    deadlineInMs,
    brokerOperation: answer.operation ?? null,
    description: answer.description,
  };
}

function keepPolling(
  situation: Situation,
  phase: 'poll' | 'mitigate-poll',
  answer: Answer,
): Transition {
  const { operation, now, limits } = situation;
  const retryAfterMs =
    answer.type === 'in-progress'
      ? answer.retryAfterMs
      : answer.type === 'error'
      ? answer.error.retryAfterMs
      : undefined;
  const wait = pollWait(
    { retryAfterMs, polledMs: now - (operation.startedAt ?? now) },
    limits,
  );
  const left = (operation.deadlineAt ?? Infinity) - now;
  const description = wordsOfPoll(answer);
  return {
    state: 'running',
    phase,
    inMs: Math.max(0, Math.min(wait, left)),
    description,
    ...(description &&
      description !== operation.description && {
        event: 'operation-polled',
        level: answer.type === 'in-progress' ? 'info' : 'warning',
        message: description,
      }),
  };
}

function wordsOfPoll(answer: Answer): string | undefined {
  if (answer.type === 'in-progress') return answer.description;
  return answer.type === 'error'
    ? `How it stands cannot be told: ${answer.error.message}`
    : undefined;
}

function isOverdue({ operation, now }: Situation): boolean {
  return operation.deadlineAt !== undefined && now >= operation.deadlineAt;
}

function fromError(error: DriverError): Failing {
  return {
    reason: error.message,
    brokerDescription: error.brokerDescription,
    code:
      error.code ??
      (error.statusCode === undefined ? undefined : `HTTP ${error.statusCode}`),
    instanceUsable: error.instanceUsable,
    repeatable: error.updateRepeatable,
    unclear: error.outcome === 'unknown',
  };
}
