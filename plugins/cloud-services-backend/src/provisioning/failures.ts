import {
  type Failure,
  type JournalEvent,
  OPERATION_FAILURE_REASONS,
  type OperationFailureReason,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Operation, OperationKind } from './types';

/** Why an operation fails. */
export type Failing = {
  /** As a stable word. */
  reason: OperationFailureReason;
  /** In our words, in English. */
  message?: string;
  brokerDescription?: string;
  code?: string;
  instanceUsable?: boolean;
  repeatable?: boolean;
  /** What may exist is about to be removed. */
  mitigating?: boolean;
  /** Nobody can tell whether the broker did it. */
  unclear?: boolean;
};

const WHAT_FAILED: Record<OperationKind, string> = {
  provision: 'The service instance could not be created',
  update: 'The service instance could not be changed',
  deprovision: 'The service instance could not be torn down',
  bind: 'The credentials could not be created',
  unbind: 'The credentials could not be revoked',
};

const WHAT_NEXT: Record<OperationKind, string> = {
  provision: 'Try the order again, or tear the instance down.',
  update: 'Check plan and parameters and order the change again.',
  deprovision: 'Try the order again; it remains known until it is gone.',
  bind: 'Ask for credentials again.',
  unbind: 'Revoke them again; they may still work.',
};

/** What failed, in the broker's own words where it has some, and what to do next. */
export function failed(operation: Operation, failing: Failing): Failure {
  const { kind } = operation;
  const creates = kind === 'provision' || kind === 'bind';
  const words = failing.message ?? failing.brokerDescription;
  const next =
    kind === 'update' && failing.instanceUsable === false
      ? 'The broker says that the instance can no longer be used: tear it down.'
      : WHAT_NEXT[kind];
  return {
    message: `${WHAT_FAILED[kind]}${
      words ? `: ${withoutFullStop(words)}` : ''
    }. ${next}`,
    brokerName: operation.brokerName,
    brokerDescription: failing.brokerDescription,
    code: failing.code,
    action: kind,
    reason: failing.reason,
    instanceUnusable:
      kind === 'update' && failing.instanceUsable === false ? true : undefined,
    // A refusal has left nothing to clean up.
    cleanedUp: creates
      ? !failing.mitigating && !failing.unclear && !operation.interrupted
      : undefined,
  };
}

const NOUN: Record<OperationKind, string> = {
  provision: 'creation',
  update: 'change',
  deprovision: 'teardown',
  bind: 'creation of credentials',
  unbind: 'revocation of credentials',
};

/** Sentences of the journal. */
export const sentences = {
  sent: ({ kind, brokerName }: Operation) =>
    `Asked broker "${brokerName}" for the ${NOUN[kind]}`,
  accepted: ({ kind, brokerName }: Operation) =>
    `Broker "${brokerName}" accepted the ${NOUN[kind]} and works on it`,
  repeated: ({ kind }: Operation, why: string) =>
    `The ${NOUN[kind]} is tried again: ${withoutFullStop(why)}`,
  mitigating: ({ kind, brokerName }: Operation, failing: Failing) =>
    `The ${NOUN[kind]} did not end well: ${withoutFullStop(
      failing.message ?? failing.brokerDescription ?? 'no reason was given',
    )}. What broker "${brokerName}" may have made is removed`,
  cleanedUp: ({ brokerName }: Operation) =>
    `Nothing is left at broker "${brokerName}"`,
  notCleanedUp: (before: string, why: string) =>
    `${withoutFullStop(
      before,
    )}. Something may be left at the broker, because its removal failed too: ${withoutFullStop(
      why,
    )}. Tear it down, or ask the provider to look at the broker.`,
  swept: 'What a late call might have made anew has been removed',
  notSwept: 'A late call may have left something at the broker',
  succeeded: {
    provision: 'The service instance is ready',
    update: 'The service instance is changed',
    deprovision: 'The service instance is gone',
    bind: 'Credentials are ready to be revealed',
    unbind: 'Credentials are revoked',
  } satisfies Record<OperationKind, string>,
};

/** The journal's words for an operation that succeeded. */
export const SUCCESS_EVENTS = {
  provision: 'instance-ready',
  update: 'instance-updated',
  deprovision: 'instance-terminated',
  bind: 'credentials-created',
  unbind: 'credentials-revoked',
} as const satisfies Record<OperationKind, JournalEvent>;

/** A stored failure's reason; one of an older version has none. */
export function knownReason(
  reason: string | undefined,
): OperationFailureReason {
  return (
    OPERATION_FAILURE_REASONS.find(known => known === reason) ?? 'unspecified'
  );
}

function withoutFullStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
