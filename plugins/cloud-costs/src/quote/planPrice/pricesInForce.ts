import type {
  CloudCostsClient,
  PlanPrices,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { readSpec } from '../../billing/priceLists/ServicePrices';

/** What the plans of a service cost today. */
export type PricesInForce = { currency: string; plans: PlanPrices[] };

const underWay = new WeakMap<
  CloudCostsClient,
  Map<string, Promise<PricesInForce>>
>();

/**
 * The prices of a service by the list in force: the one for everybody before one
 * that is agreed with a customer. Without plans where no list names the service.
 * Plans that are shown together share one answer.
 */
export function pricesInForce(
  client: CloudCostsClient,
  serviceRef: string,
): Promise<PricesInForce> {
  const known = underWay.get(client) ?? new Map();
  underWay.set(client, known);
  const prices = known.get(serviceRef) ?? readPrices(client, serviceRef);
  known.set(serviceRef, prices);
  const forget = () => known.delete(serviceRef);
  prices.then(forget, forget);
  return prices;
}

async function readPrices(
  client: CloudCostsClient,
  serviceRef: string,
): Promise<PricesInForce> {
  const { data } = await client.GET('/price-lists', {
    params: { query: { service: serviceRef } },
  });
  const inForce =
    data?.items.filter(({ status }) => status === 'in-force') ?? [];
  const summary =
    inForce.find(({ customerRef }) => !customerRef) ?? inForce.at(0);
  if (!summary) return { currency: '', plans: [] };
  const { list, version, currency } = summary;
  const { data: found } = await client.GET(
    '/price-lists/{list}/versions/{version}',
    { params: { path: { list, version } } },
  );
  const service =
    found &&
    readSpec(found.document).services.find(
      one => one.serviceRef === serviceRef,
    );
  return { currency, plans: service?.plans ?? [] };
}
