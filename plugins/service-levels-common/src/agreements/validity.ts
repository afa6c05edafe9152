import { dayBefore } from '@dualcloud/foundation-common';
import { refine } from './refine';
import type { ServiceLevelAgreementSpec } from './types';

/**
 * From when to when something holds: first and last day, both included and both
 * in the time zone of the calendar. Without `until` it holds until further notice.
 * @public
 */
export type Validity = { from: string; until?: string };

/** A version of an agreement and when it holds. @public */
export type VersionInForce = Validity & { spec: ServiceLevelAgreementSpec };

/**
 * When each version of one agreement holds: from its first day to its last, at
 * most to the day before the next version begins.
 * @returns in the order of time
 * @public
 */
export function validityOfVersions(
  versions: readonly ServiceLevelAgreementSpec[],
): VersionInForce[] {
  const sorted = [...versions].sort((a, b) =>
    compare(a.validFrom, b.validFrom),
  );
  return sorted.map((spec, index) => {
    const next = sorted[index + 1];
    return {
      spec,
      from: spec.validFrom,
      ...untilOf(earliest(spec.validUntil, next && dayBefore(next.validFrom))),
    };
  });
}

/**
 * What really holds, and when: versions that refine a general part have it
 * merged in, each of its versions in its time. Where the general part does not
 * hold, nothing is agreed.
 *
 * @param versions - of one agreement
 * @param generals - the versions of the agreement that these refine
 * @public
 */
export function effectiveVersions(
  versions: readonly ServiceLevelAgreementSpec[],
  generals: readonly ServiceLevelAgreementSpec[] = [],
): VersionInForce[] {
  const background = validityOfVersions(generals);
  return validityOfVersions(versions).flatMap(version => {
    const { scope } = version.spec;
    if (scope.type !== 'special' || scope.refines === undefined)
      return [version];
    return background.flatMap(general => {
      const common = overlapOf(version, general);
      return common
        ? [{ ...common, spec: refine(general.spec, version.spec) }]
        : [];
    });
  });
}

/** The days that two have in common, if any. */
export function overlapOf(
  one: Validity,
  other: Validity,
): Validity | undefined {
  const from = one.from > other.from ? one.from : other.from;
  const until = earliest(one.until, other.until);
  return until !== undefined && until < from
    ? undefined
    : { from, ...untilOf(until) };
}

function untilOf(until: string | undefined): { until?: string } {
  return until === undefined ? {} : { until };
}

function earliest(one?: string, other?: string): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
