import type {
  Failure,
  OperationFailureReason,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  DriverCredentials,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { journalEntry, type WrittenEvent } from '../journal';
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
  /** The broker's last words. */
  description?: string | null;
  /** Why the last call did not succeed, if the operation goes on all the same. */
  reason?: OperationFailureReason | null;
  dashboardUrl?: string;
  credentials?: DriverCredentials;
  interrupted?: boolean;
  failure?: Failure;
  repeatable?: boolean;
  instanceUsable?: boolean;
  /** For the journal. */
  entry?: WrittenEvent;
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
    reason: null,
    entry: journalEntry(
      'orphan-mitigation-started',
      {
        brokerName: operation.brokerName,
        reason: failing.reason,
        brokerWords: failing.brokerDescription,
      },
      { level: 'warning', message: sentences.mitigating(operation, failing) },
    ),
  };
}

/** @param answered - whether the broker removed it, or said that there was nothing */
export function cleanedUp(
  operation: Operation,
  answered: 'done' | 'gone',
): Transition {
  const failure =
    operation.failure ?? failed(operation, { reason: 'unspecified' });
  return {
    state: 'failed',
    phase: 'send',
    inMs: 0,
    // What the broker did not have it may still make, if the first request is on its way.
    ...(answered === 'done' && { interrupted: false }),
    failure: { ...failure, cleanedUp: true },
    entry: journalEntry(
      'orphan-mitigated',
      { brokerName: operation.brokerName },
      { message: sentences.cleanedUp(operation) },
    ),
  };
}

export function notCleanedUp(operation: Operation, why: Repeat): Transition {
  const failure =
    operation.failure ?? failed(operation, { reason: 'unspecified' });
  return {
    state: 'failed',
    phase: 'mitigate',
    inMs: 0,
    failure: {
      ...failure,
      message: sentences.notCleanedUp(failure.message, whyOf(why)),
      cleanedUp: false,
      cleanUpReason: why.reason,
    },
    entry: journalEntry(
      'orphan-mitigation-failed',
      {
        brokerName: operation.brokerName,
        reason: why.reason,
        brokerWords: why.brokerDescription,
      },
      {
        level: 'error',
        message: sentences.notCleanedUp('Giving up on cleaning up', whyOf(why)),
      },
    ),
  };
}

/** Why a call is made again. */
export type Repeat = {
  reason: OperationFailureReason;
  /** In our words, in English. */
  message?: string;
  brokerDescription?: string;
  retryAfterMs?: number;
  interrupted?: boolean;
};

function whyOf({ message, brokerDescription }: Repeat): string {
  return message ?? brokerDescription ?? 'the broker gave no reason';
}

/** A call is made again because of an error. */
export function afterError(error: DriverError): Repeat {
  return {
    reason: reasonOf(error),
    message: error.message,
    brokerDescription: error.brokerDescription,
    retryAfterMs: error.retryAfterMs,
  };
}

/** A call is made again because the broker reports that it failed. */
export function afterReport(brokerDescription: string | undefined): Repeat {
  return { reason: 'broker-failed', brokerDescription };
}

export function again(
  situation: Situation,
  phase: 'send' | 'mitigate',
  repeat: Repeat,
): Transition {
  const { operation, limits, random } = situation;
  const attempts =
    phase === 'send' ? operation.attempts : operation.mitigationAttempts;
  const wait = backOff(Math.max(attempts, 1), limits, random);
  const wished = Math.min(repeat.retryAfterMs ?? 0, limits.retryAfterCapMs);
  const inMs = Math.max(wait, wished);
  const { reason, brokerDescription } = repeat;
  return {
    state: 'running',
    phase,
    inMs,
    brokerOperation: null,
    description: brokerDescription ?? null,
    reason,
    interrupted: repeat.interrupted,
    // Once for each reason: a broker that is down for a day fills no journal.
    ...(isNews(operation, reason, brokerDescription) && {
      entry: journalEntry(
        'call-repeated',
        {
          brokerName: operation.brokerName,
          reason,
          attempt: Math.max(attempts, 1),
          seconds: Math.ceil(inMs / 1000),
          brokerWords: brokerDescription,
        },
        {
          level: 'warning',
          message: sentences.repeated(operation, whyOf(repeat)),
        },
      ),
    }),
  };
}

export function removeAgain(situation: Situation, repeat: Repeat): Transition {
  const { operation, now, limits } = situation;
  // The request itself may have been repeated for as long before.
  const waited = now - (operation.startedAt ?? now);
  if (waited > 2 * limits.giveUpAfterMs) {
    return notCleanedUp(operation, repeat);
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
    reason: null,
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
  return {
    state: 'running',
    phase,
    inMs: Math.max(0, Math.min(wait, left)),
    ...wordsOfPoll(operation, answer),
  };
}

function retryAfterOf(answer: Answer): number | undefined {
  if (answer.type === 'in-progress') return answer.retryAfterMs;
  return answer.type === 'error' ? answer.error.retryAfterMs : undefined;
}

/** What a look at the broker has told, and an entry if that is news. */
function wordsOfPoll(
  operation: Operation,
  answer: Answer,
): Pick<Transition, 'description' | 'reason' | 'entry'> {
  const { brokerName } = operation;
  if (answer.type === 'in-progress') {
    const { description } = answer;
    return {
      description,
      reason: null,
      ...(description &&
        description !== operation.description && {
          entry: journalEntry(
            'operation-polled',
            { brokerName, brokerWords: description },
            { message: description },
          ),
        }),
    };
  }
  if (answer.type !== 'error') return {};
  const { error } = answer;
  const reason = reasonOf(error);
  return {
    description: error.brokerDescription,
    reason,
    ...(isNews(operation, reason, error.brokerDescription) && {
      entry: journalEntry(
        'poll-unclear',
        { brokerName, reason, brokerWords: error.brokerDescription },
        {
          level: 'warning',
          message: `How it stands cannot be told: ${error.message}`,
        },
      ),
    }),
  };
}

/** Nothing is noted again and again. */
function isNews(
  operation: Operation,
  reason: OperationFailureReason,
  brokerWords: string | undefined,
): boolean {
  return (
    reason !== operation.reason ||
    (brokerWords !== undefined && brokerWords !== operation.description)
  );
}

export function isOverdue({ operation, now }: Situation): boolean {
  return operation.deadlineAt !== undefined && now >= operation.deadlineAt;
}

export function fromError(error: DriverError): Failing {
  return {
    reason: reasonOf(error),
    message: error.message,
    brokerDescription: error.brokerDescription,
    code:
      error.code ??
      (error.statusCode === undefined ? undefined : `HTTP ${error.statusCode}`),
    instanceUsable: error.instanceUsable,
    repeatable: error.updateRepeatable,
    unclear: error.outcome === 'unknown',
  };
}

const OWN_CODES: ReadonlySet<string> = new Set<OperationFailureReason>([
  'timeout',
  'unknown-broker',
  'driver-fault',
]);

function reasonOf({ code, outcome }: DriverError): OperationFailureReason {
  return code !== undefined && OWN_CODES.has(code)
    ? (code as OperationFailureReason)
    : outcome;
}
