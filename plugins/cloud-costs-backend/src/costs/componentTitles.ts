import type {
  CustomerDiscount,
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/** Where in a price list a component stands. */
export type PlanOfService = { serviceRef: string; plan: string };

/**
 * What a price list calls a component, or the discount on it.
 *
 * @param component - as charges name it: its id, with `~` and the discount's id
 * @param of - where ids mean different things in different plans; otherwise the
 *   first plan that has the component
 */
export function componentTitles(
  spec: PriceListSpec | undefined,
  component: string,
  of?: PlanOfService,
): PriceComponent['titles'] | CustomerDiscount['titles'] {
  const [componentId, discountId] = component.split('~');
  if (discountId) {
    return spec?.discounts?.find(({ id }) => id === discountId)?.titles;
  }
  return spec?.services
    .filter(({ serviceRef }) => !of || serviceRef === of.serviceRef)
    .flatMap(({ plans }) => plans)
    .filter(({ plan }) => !of || plan === of.plan)
    .flatMap(({ components }) => components)
    .find(({ id }) => id === componentId)?.titles;
}
