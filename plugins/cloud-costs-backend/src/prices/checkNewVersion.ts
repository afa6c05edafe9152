import type { PriceListSpec } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { LocatedProblem } from '@dualcloud/foundation-common';
import { fingerprint } from '@dualcloud/foundation-node';
import type { BillingCalendar } from '../calendar';
import { periodsOf, type StoredPriceList } from './PriceBook';

/**
 * The rules between price lists: what is in force does not change, but an agreement
 * may be ended, and at no time has anybody two prices for a plan.
 *
 * @param versions - all that are stored
 * @param candidate - a valid version that is not stored as it is
 */
export function checkNewVersion(
  versions: readonly StoredPriceList[],
  candidate: StoredPriceList,
  calendar: BillingCalendar,
  nowMs: number,
): LocatedProblem | undefined {
  const { list, version, spec } = candidate;
  const ofList = versions.filter(one => one.list === list);
  const replaced = ofList.find(one => one.version === version);
  const isInForce = replaced && replaced.validFromMs <= nowMs;
  if (isInForce && !onlyEnds(replaced.spec, spec)) {
    return {
      at: ['spec', 'version'],
      rule: 'immutable-in-force',
      message: `price list "${list}" version "${version}" is in force since ${replaced.spec.validFrom} and cannot be changed; publish a new version`,
    };
  }
  const others = versions.filter(one => one !== replaced);
  const sameDay = others.find(
    one => one.list === list && one.validFromMs === candidate.validFromMs,
  );
  if (sameDay) {
    return {
      at: ['spec', 'validFrom'],
      rule: 'one-version-at-a-time',
      message: `version "${sameDay.version}" of price list "${list}" is valid from ${spec.validFrom} too; choose another day`,
    };
  }
  const foreign = ofList.find(
    one => one !== replaced && audienceOf(one.spec) !== audienceOf(spec),
  );
  if (foreign) {
    return {
      at: ['spec', 'agreement'],
      rule: 'one-agreement-of-a-list',
      message: `the other versions of price list "${list}" are not for the same customer and system; give this one a list of its own`,
    };
  }
  return findSecondPrice([...others, candidate], list, calendar);
}

/** An agreement ends by its last day; everything else about it stays. */
function onlyEnds(before: PriceListSpec, after: PriceListSpec): boolean {
  return (
    before.agreement !== undefined &&
    fingerprint(withoutEnd(before)) === fingerprint(withoutEnd(after))
  );
}

function withoutEnd({ agreement, ...rest }: PriceListSpec): object {
  const { validUntil, ...terms } = agreement ?? {};
  return { ...rest, agreement: terms };
}

/** Whom a list is for: everybody, or one customer's system. */
function audienceOf({ agreement }: PriceListSpec): string {
  return agreement ? `${agreement.customerRef}\n${agreement.systemRef}` : '';
}

function findSecondPrice(
  versions: StoredPriceList[],
  list: string,
  calendar: BillingCalendar,
): LocatedProblem | undefined {
  const periods = periodsOf(versions, calendar);
  const foreign = periods.filter(one => one.version.list !== list);
  for (const own of periods.filter(one => one.version.list === list)) {
    const audience = audienceOf(own.version.spec);
    const rivals = foreign.filter(
      one =>
        one.fromMs < own.toMs &&
        one.toMs > own.fromMs &&
        audienceOf(one.version.spec) === audience,
    );
    for (const [index, service] of own.version.spec.services.entries()) {
      for (const { plan } of service.plans) {
        const rival = rivals.find(one =>
          one.version.spec.services.some(
            other =>
              other.serviceRef === service.serviceRef &&
              other.plans.some(each => each.plan === plan),
          ),
        );
        if (rival) {
          return {
            at: ['spec', 'services', index],
            rule: 'one-price-of-a-plan',
            message: `plan "${plan}" of ${service.serviceRef} has a price in list "${rival.version.list}" at the same time; remove it from one of both`,
          };
        }
      }
    }
  }
  return undefined;
}
