import type { LocatedProblem } from '@dualcloud/foundation-common';
import type { AgreementScope, ServiceLevelAgreementSpec } from './types';
import { overlapOf, validityOfVersions, type Validity } from './validity';

/**
 * At no time do two agreements, or two versions of one, hold for the same
 * service and customer.
 * @param before - those that go before it where two contradict
 */
export function findOverlap(
  spec: ServiceLevelAgreementSpec,
  before: readonly ServiceLevelAgreementSpec[],
): LocatedProblem[] {
  const versions = before.filter(one => one.agreement === spec.agreement);
  const problem =
    findOtherVersion(spec, versions) ?? findOtherAgreement(spec, before);
  return problem ? [problem] : [];
}

function findOtherVersion(
  spec: ServiceLevelAgreementSpec,
  versions: readonly ServiceLevelAgreementSpec[],
): LocatedProblem | undefined {
  if (versions.some(one => one.version === spec.version)) {
    return {
      at: ['spec', 'version'],
      rule: 'version-unique',
      message: `there is a version "${spec.version}" of agreement "${spec.agreement}" already; publish this one under another version`,
    };
  }
  const foreign = versions.find(
    ({ scope }) => keyOf(scope) !== keyOf(spec.scope),
  );
  if (foreign) {
    return {
      at: ['spec', 'scope'],
      rule: 'one-scope-of-an-agreement',
      message: `version "${foreign.version}" of agreement "${spec.agreement}" is not about the same service and customer; give this one an agreement of its own`,
    };
  }
  const rival = versions.find(one => {
    const [first, second] =
      one.validFrom <= spec.validFrom ? [one, spec] : [spec, one];
    return (
      first.validFrom === second.validFrom ||
      // Without a last day it ends by itself when the next version begins.
      (first.validUntil !== undefined && first.validUntil >= second.validFrom)
    );
  });
  return rival
    ? overlaps(
        `version "${rival.version}" of the same agreement`,
        { from: rival.validFrom, until: rival.validUntil },
        'let one end before the other begins',
      )
    : undefined;
}

function findOtherAgreement(
  spec: ServiceLevelAgreementSpec,
  before: readonly ServiceLevelAgreementSpec[],
): LocatedProblem | undefined {
  const own = validityIn(spec, before);
  const rivals = before.filter(
    one =>
      one.agreement !== spec.agreement && concernSame(one.scope, spec.scope),
  );
  for (const rival of rivals) {
    const theirs = validityIn(rival, before);
    if (own && theirs && overlapOf(own, theirs)) {
      return overlaps(
        `agreement "${rival.agreement}" version "${
          rival.version
        }" for the same ${
          spec.scope.type === 'special' ? 'service and customer' : whatOf(spec)
        }`,
        theirs,
        'end one of them first',
      );
    }
  }
  return undefined;
}

function whatOf({ scope }: ServiceLevelAgreementSpec): string {
  return scope.type === 'environments' ? 'stage' : 'service';
}

function overlaps(
  what: string,
  { from, until }: Validity,
  advice: string,
): LocatedProblem {
  const period = until ? `from ${from} to ${until}` : `from ${from} on`;
  return {
    at: ['spec', 'validFrom'],
    rule: 'validity-without-overlap',
    message: `overlaps ${what}, which is valid ${period}; ${advice}`,
  };
}

/** When a version holds, among the others of its agreement. */
function validityIn(
  spec: ServiceLevelAgreementSpec,
  all: readonly ServiceLevelAgreementSpec[],
): Validity | undefined {
  const others = all.filter(
    one => one.agreement === spec.agreement && one !== spec,
  );
  return validityOfVersions([...others, spec]).find(one => one.spec === spec);
}

/** Of agreements whose scope is the same, whatever they refine. */
function keyOf(scope: AgreementScope): string {
  switch (scope.type) {
    case 'general':
      return scope.serviceRef;
    case 'special':
      return [scope.serviceRef, scope.customerRef, scope.systemRef].join('\n');
    default:
      return 'environments';
  }
}

function concernSame(one: AgreementScope, other: AgreementScope): boolean {
  if (one.type === 'environments') {
    return (
      other.type === 'environments' &&
      one.stages.some(stage => other.stages.includes(stage))
    );
  }
  if (one.type === 'general' || other.type !== 'special') {
    return one.type === other.type && keyOf(one) === keyOf(other);
  }
  return (
    one.serviceRef === other.serviceRef &&
    one.customerRef === other.customerRef &&
    (!one.systemRef || !other.systemRef || one.systemRef === other.systemRef)
  );
}
