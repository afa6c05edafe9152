import {
  checkCurrency,
  checkFullRef,
  checkPeriod,
  checkUnique,
  parseDecimal,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkComponent, checkUnits } from './checkComponents';
import { timeZoneFault } from './timeZoneFault';
import type { PriceListSpec, UsageComponent } from './types';

function checkServices({ services }: PriceListSpec): LocatedProblem[] {
  const at = ['spec', 'services'];
  const usage: Array<{ component: UsageComponent; at: DocumentPath }> = [];
  const problems = services.flatMap((service, s) => [
    ...checkFullRef(
      service.serviceRef,
      ['cloudservice'],
      [...at, s, 'serviceRef'],
    ),
    ...checkUnique(
      service.plans.map(plan => plan.plan),
      p => [...at, s, 'plans', p, 'plan'],
      'plan',
    ),
    ...service.plans.flatMap((plan, p) => {
      const here = [...at, s, 'plans', p, 'components'];
      return [
        ...checkUnique(
          plan.components.map(component => component.id),
          c => [...here, c, 'id'],
          'component',
        ),
        ...plan.components.flatMap((component, c) => {
          if (component.type === 'usage') {
            usage.push({ component, at: [...here, c] });
          }
          return checkComponent(component, [...here, c]);
        }),
      ];
    }),
  ]);
  return [
    ...checkUnique(
      services.map(service => service.serviceRef),
      s => [...at, s, 'serviceRef'],
      'service',
    ),
    ...problems,
    ...checkUnits(usage),
  ];
}

const HUNDRED = 100_000_000n;

function checkDiscounts({
  discounts = [],
  services,
}: PriceListSpec): LocatedProblem[] {
  const at = ['spec', 'discounts'];
  const refs = services.map(service => service.serviceRef);
  const sums = new Map<string, bigint>();
  return [
    ...checkUnique(
      discounts.map(discount => discount.id),
      d => [...at, d, 'id'],
      'discount',
    ),
    ...discounts.flatMap((discount, d) => {
      const problems = checkFullRef(
        discount.customerRef,
        ['group'],
        [...at, d, 'customerRef'],
      );
      discount.serviceRefs?.forEach((ref, index) => {
        if (!refs.includes(ref)) {
          problems.push({
            at: [...at, d, 'serviceRefs', index],
            rule: 'discount-of-the-list',
            message: `"${ref}" is not a service of this list`,
          });
        }
      });
      const percent = parseDecimal(discount.percent);
      let tooMuch = percent > HUNDRED;
      for (const ref of discount.serviceRefs ?? refs) {
        const key = `${discount.customerRef} ${ref}`;
        const sum = (sums.get(key) ?? 0n) + percent;
        sums.set(key, sum);
        tooMuch ||= sum > HUNDRED;
      }
      if (tooMuch) {
        problems.push({
          at: [...at, d, 'percent'],
          rule: 'discount-at-most-100',
          message: `all discounts of ${discount.customerRef} on a service together must be at most "100"`,
        });
      }
      return problems;
    }),
  ];
}

function checkAgreement({
  agreement,
  services,
}: PriceListSpec): LocatedProblem[] {
  if (!agreement) return [];
  const at = ['spec', 'agreement'];
  const problems = [
    ...checkFullRef(agreement.customerRef, ['group'], [...at, 'customerRef']),
    ...checkFullRef(agreement.systemRef, ['system'], [...at, 'systemRef']),
    ...checkFullRef(
      agreement.softwareProviderRef,
      ['group'],
      [...at, 'softwareProviderRef'],
    ),
    ...checkFullRef(agreement.payerRef, ['group'], [...at, 'payerRef']),
  ];
  if (services.length !== 1 || services[0].plans.length !== 1) {
    problems.push({
      at: ['spec', 'services'],
      rule: 'agreement-of-one-plan',
      message:
        'an agreed list prices one plan of one service; write a list for each',
    });
  }
  return problems;
}

/** The rules that a price list of the right shape must keep. */
export function checkRules(spec: PriceListSpec): LocatedProblem[] {
  const zone = timeZoneFault(spec.timeZone);
  return [
    ...checkPeriod(
      { validFrom: spec.validFrom, validUntil: spec.agreement?.validUntil },
      ['spec'],
      ['spec', 'agreement', 'validUntil'],
      // A service may end before what was agreed last begins.
      { mayBeEmpty: true },
    ),
    ...checkCurrency(spec.currency, ['spec', 'currency']),
    ...(zone
      ? [
          {
            at: ['spec', 'timeZone'],
            rule: 'time-zone',
            message: `"${spec.timeZone}" ${zone}`,
          },
        ]
      : []),
    ...checkFullRef(spec.owner, ['group'], ['spec', 'owner']),
    ...checkServices(spec),
    ...checkDiscounts(spec),
    ...checkAgreement(spec),
  ];
}
