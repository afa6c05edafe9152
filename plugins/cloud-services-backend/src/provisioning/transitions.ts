import { journalEntry } from '../journal';
import { type Failing, sentences } from './failures';
import {
  afterError,
  afterReport,
  again,
  type Answer,
  cleanedUp,
  fail,
  fromError,
  isOverdue,
  keepPolling,
  mitigate,
  notCleanedUp,
  removeAgain,
  type Repeat,
  type Situation,
  startPolling,
  succeeded,
  type Transition,
} from './outcomes';
import type { OperationKind } from './types';

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

const ANSWERED_GONE: Failing = {
  reason: 'gone',
  message: 'the broker answered 410 Gone',
};

function afterSend(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  const deletes = DELETES.has(operation.kind);
  switch (answer.type) {
    case 'done':
      return succeeded(answer);
    case 'gone':
      if (deletes) return succeeded({});
      return CREATES.has(operation.kind)
        ? mitigate(situation, ANSWERED_GONE)
        : fail(situation, ANSWERED_GONE);
    case 'in-progress':
      return {
        ...startPolling(situation, 'poll', answer),
        dashboardUrl: answer.dashboardUrl,
        entry: journalEntry(
          `${operation.kind}-accepted`,
          { brokerName: operation.brokerName },
          { message: sentences.accepted(operation) },
        ),
      };
    case 'failed':
      return fail(situation, {
        reason: 'broker-failed',
        brokerDescription: answer.description,
      });
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
      return again(situation, 'send', {
        ...afterError(error),
        interrupted: true,
      });
    default: {
      // A success that cannot be read: sent again, but not for a day.
      const unclear = error.outcome === 'busy' && error.statusCode === 200;
      if (tired || (unclear && often)) {
        return creates && operation.interrupted && !unclear
          ? mitigate(situation, reason)
          : fail(situation, { ...reason, unclear });
      }
      return again(situation, 'send', {
        ...afterError(error),
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
    const reason: Failing = {
      reason: 'broker-failed',
      brokerDescription: answer.description,
      instanceUsable: answer.instanceUsable,
      repeatable: answer.updateRepeatable,
    };
    if (CREATES.has(operation.kind)) return mitigate(situation, reason);
    if (deletes && operation.attempts < limits.unclearAttempts) {
      return again(situation, 'send', afterReport(answer.description));
    }
    return fail(situation, reason);
  }
  if (isOverdue(situation)) {
    const reason: Failing = {
      reason: 'polling-timeout',
      message: 'the broker did not finish within the maximum polling duration',
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
      return cleanedUp(operation, answer.type);
    case 'in-progress':
      return startPolling(situation, 'mitigate-poll', answer);
    case 'failed':
      return removeAgain(situation, afterReport(answer.description));
    default:
      return answer.error.outcome === 'refused' &&
        operation.mitigationAttempts >= limits.unclearAttempts
        ? notCleanedUp(operation, afterError(answer.error))
        : removeAgain(situation, afterError(answer.error));
  }
}

function afterMitigatePoll(situation: Situation, answer: Answer): Transition {
  const { operation, limits } = situation;
  if (answer.type === 'done' || answer.type === 'gone') {
    return cleanedUp(operation, answer.type);
  }
  const failedNow = answer.type === 'failed';
  if (failedNow || isOverdue(situation)) {
    const why: Repeat = failedNow
      ? afterReport(answer.description)
      : {
          reason: 'polling-timeout',
          message: 'The broker did not finish the removal in time',
        };
    return operation.mitigationAttempts >= limits.unclearAttempts
      ? notCleanedUp(operation, why)
      : removeAgain(situation, why);
  }
  return keepPolling(situation, 'mitigate-poll', answer);
}
