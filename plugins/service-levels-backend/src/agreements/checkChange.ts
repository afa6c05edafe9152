import type { ServiceLevelAgreementSpec } from '@dualcloud/backstage-plugin-service-levels-common';
import { dayBefore, type LocatedProblem } from '@dualcloud/foundation-common';
import { fingerprint } from '@dualcloud/foundation-node';
import type { AgreementBook } from './AgreementBook';

/**
 * A version that has begun is a promise and stays as it is; it can only be ended,
 * by a last day that is not over. What is only announced may change, and may not
 * begin in the past once it is known to hold.
 *
 * @param options - `mayEndLate`: the end has come to pass elsewhere and is told as soon
 * as we can be reached, so that its last day may be over
 */
export function checkChange(
  book: AgreementBook,
  spec: ServiceLevelAgreementSpec,
  nowS: number,
  options: { mayEndLate?: boolean } = {},
): LocatedProblem[] {
  const before = book.versions.find(
    one => one.agreement === spec.agreement && one.version === spec.version,
  );
  if (!before || fingerprint(before.spec) === fingerprint(spec)) return [];
  const begun = book
    .historyOf(spec.agreement)
    .some(
      ({ stored, inForce }) => stored.id === before.id && inForce[0] <= nowS,
    );
  if (!begun) return [];
  const { validUntil, ...rest } = spec;
  const { validUntil: oldEnd, ...oldRest } = before.spec;
  const today = new Date(nowS * 1000).toISOString().slice(0, 10);
  const earliest = options.mayEndLate
    ? dayBefore(before.spec.validFrom)
    : today;
  const onlyEnds =
    fingerprint(rest) === fingerprint(oldRest) &&
    (oldEnd === undefined || oldEnd >= earliest) &&
    (validUntil === undefined || validUntil >= earliest);
  return onlyEnds
    ? []
    : [
        {
          at: ['spec', 'version'],
          rule: 'in-force',
          message: `version "${spec.version}" of "${spec.agreement}" is in force since ${before.spec.validFrom} and cannot be changed, only ended from today on; publish a new version`,
        },
      ];
}
