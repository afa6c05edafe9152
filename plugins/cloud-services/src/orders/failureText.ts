import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Format } from '@dualcloud/foundation-react';
import { reasonText, type Translate } from '../journal';

/**
 * What failed, why, and what to do next, in the reader's language. A failure
 * that was stored before it had words keeps the English of the server.
 */
export function failureText(
  failure: Failure,
  t: Translate,
  format: Format,
): string {
  const { action, reason, cleanUpReason, otherFailures } = failure;
  if (!action || !reason) return failure.message;
  return [
    t(`failure.what.${action}`, { reason: reasonText(t, reason) }),
    t(failure.instanceUnusable ? 'failure.unusable' : `failure.next.${action}`),
    cleanUpReason &&
      t('failure.notCleanedUp', { reason: reasonText(t, cleanUpReason) }),
    otherFailures &&
      t('failure.others', { number: format.number(otherFailures) }),
  ]
    .filter(Boolean)
    .join(' ');
}
