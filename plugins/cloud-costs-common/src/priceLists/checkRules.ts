import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseDecimal } from '../money';
import { checkComponent, checkUnits } from './checkComponents';
import type { DocumentPath, LocatedProblem } from './problems';
import { timeZoneFault } from './timeZone';
import type { PriceListSpec, UsageComponent } from './types';

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  );
}

function checkDay(day: string | undefined, at: DocumentPath): LocatedProblem[] {
  return day === undefined || isRealDay(day)
    ? []
    : [
        {
          at,
          rule: 'date-exists',
          message: `${day} is not a day of the calendar`,
        },
      ];
}

/** Refs are compared as text when charges are rated, so there is one way to write them. */
function checkRef(
  ref: string | undefined,
  kind: string,
  at: DocumentPath,
): LocatedProblem[] {
  if (ref === undefined) return [];
  let full: string | undefined;
  try {
    full = stringifyEntityRef(
      parseEntityRef(ref, { defaultKind: kind, defaultNamespace: 'default' }),
    );
  } catch {
    // Told below.
  }
  return full === ref && ref.startsWith(`${kind}:`)
    ? []
    : [
        {
          at,
          rule: 'full-entity-ref',
          message: `must be a full entity reference such as ${
            full?.startsWith(`${kind}:`) ? full : `${kind}:default/name`
          }, not "${ref}"`,
        },
      ];
}

function checkUnique(
  values: string[],
  pathAt: (index: number) => DocumentPath,
  what: string,
): LocatedProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [
          {
            at: pathAt(index),
            rule: 'unique',
            message: `${what} "${value}" stands here a second time; each may stand once`,
          },
        ]
      : [],
  );
}

function checkCurrency(currency: string): LocatedProblem[] {
  const at = ['spec', 'currency'];
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    return [
      {
        at,
        rule: 'currency',
        message: `"${currency}" is not a currency of ISO 4217, such as EUR`,
      },
    ];
  }
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits === 2
    ? []
    : [
        {
          at,
          rule: 'currency-in-hundredths',
          message: `${currency} is not counted in hundredths; statements are paid in hundredths`,
        },
      ];
}

function checkServices({ services }: PriceListSpec): LocatedProblem[] {
  const at = ['spec', 'services'];
  const usage: Array<{ component: UsageComponent; at: DocumentPath }> = [];
  const problems = services.flatMap((service, s) => [
    ...checkRef(service.serviceRef, 'cloudservice', [...at, s, 'serviceRef']),
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
      const problems = checkRef(discount.customerRef, 'group', [
        ...at,
        d,
        'customerRef',
      ]);
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
  validFrom,
}: PriceListSpec): LocatedProblem[] {
  if (!agreement) return [];
  const at = ['spec', 'agreement'];
  const problems = [
    ...checkRef(agreement.customerRef, 'group', [...at, 'customerRef']),
    ...checkRef(agreement.systemRef, 'system', [...at, 'systemRef']),
    ...checkRef(agreement.softwareProviderRef, 'group', [
      ...at,
      'softwareProviderRef',
    ]),
    ...checkRef(agreement.payerRef, 'group', [...at, 'payerRef']),
    ...checkDay(agreement.validUntil, [...at, 'validUntil']),
  ];
  if (agreement.validUntil && agreement.validUntil < validFrom) {
    problems.push({
      at: [...at, 'validUntil'],
      rule: 'period-in-order',
      message: `the last day, ${agreement.validUntil}, is before the first, ${validFrom}`,
    });
  }
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
    ...checkDay(spec.validFrom, ['spec', 'validFrom']),
    ...checkCurrency(spec.currency),
    ...(zone
      ? [
          {
            at: ['spec', 'timeZone'],
            rule: 'time-zone',
            message: `"${spec.timeZone}" ${zone}`,
          },
        ]
      : []),
    ...checkRef(spec.owner, 'group', ['spec', 'owner']),
    ...checkServices(spec),
    ...checkDiscounts(spec),
    ...checkAgreement(spec),
  ];
}
