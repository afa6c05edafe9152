import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  DriverCredentials,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { failed, type Failing, sentences } from './failures';
import type { Operation, OperationPhase } from './types';
import { backOff, pollWait, type ProvisioningLimits } from './waits';

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

export function succeeded(answer: {
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

export function fail(situation: Situation, failing: Failing): Transition {
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
export function mitigate(situation: Situation, failing: Failing): Transition {
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

/** @param answered - whether the broker removed it, or said that there was nothing */
export function cleanedUp(
  operation: Operation,
  answered: 'done' | 'gone',
): Transition {
  const failure = operation.failure ?? failed(operation, {});
  return {
    state: 'failed',
    phase: 'send',
    inMs: 0,
    // What the broker did not have it may still make, if the first request is on its way.
    ...(answered === 'done' && { interrupted: false }),
    failure: { ...failure, cleanedUp: true },
    event: 'orphan-mitigated',
    message: sentences.cleanedUp(operation),
  };
}

export function notCleanedUp(operation: Operation, why: string): Transition {
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

export function again(
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

export function removeAgain(situation: Situation, repeat: Repeat): Transition {
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

export function startPolling(
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

export function keepPolling(
  situation: Situation,
  phase: 'poll' | 'mitigate-poll',
  answer: Answer,
): Transition {
  const { operation, now, limits } = situation;
  const retryAfterMs = retryAfterOf(answer);
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

function retryAfterOf(answer: Answer): number | undefined {
  if (answer.type === 'in-progress') return answer.retryAfterMs;
  return answer.type === 'error' ? answer.error.retryAfterMs : undefined;
}

function wordsOfPoll(answer: Answer): string | undefined {
  if (answer.type === 'in-progress') return answer.description;
  return answer.type === 'error'
    ? `How it stands cannot be told: ${answer.error.message}`
    : undefined;
}

export function isOverdue({ operation, now }: Situation): boolean {
  return operation.deadlineAt !== undefined && now >= operation.deadlineAt;
}

export function fromError(error: DriverError): Failing {
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
