import type { CloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import { unavailable } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { StoredRequest } from '../requests';
import { type AgreementIds, newIds } from './composeDocuments';

type Deps = {
  knex: Knex;
  costs: () => Promise<CloudCostsClient>;
  levels: () => Promise<ServiceLevelsClient>;
};

/**
 * Finds under which names prices and level of a service are known, so that a
 * change becomes their next version and not a rival of what is in force.
 */
export class AgreementFinder {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): AgreementFinder {
    return new AgreementFinder(deps);
  }

  /** @throws Error with 503 if one of the plugins is there and does not answer */
  async find(
    { serviceRef, customerRef }: StoredRequest,
    name: string,
  ): Promise<AgreementIds> {
    const fresh = newIds(name, customerRef);
    if (!serviceRef) return fresh;
    const own = await this.deps
      .knex('individual_services')
      .where('name', serviceRef.slice(serviceRef.indexOf('/') + 1))
      .first();
    if (own) return { priceList: own.price_list, agreement: own.agreement };
    const [priceList, agreement] = await Promise.all([
      this.priceList(serviceRef, customerRef),
      this.agreement(serviceRef, customerRef),
    ]);
    return {
      priceList: priceList ?? fresh.priceList,
      agreement: agreement ?? fresh.agreement,
    };
  }

  private priceList(
    serviceRef: string,
    customerRef: string,
  ): Promise<string | undefined> {
    return ask('cloud costs', async () => {
      const client = await this.deps.costs();
      const { data } = await client.GET('/price-lists', {
        params: { query: { service: serviceRef } },
      });
      return data?.items.find(one => one.customerRef === customerRef)?.list;
    });
  }

  private agreement(
    serviceRef: string,
    customerRef: string,
  ): Promise<string | undefined> {
    return ask('service levels', async () => {
      const client = await this.deps.levels();
      const { data } = await client.GET('/agreements', {
        params: { query: { service: serviceRef } },
      });
      return data?.items.find(one => one.customerRef === customerRef)
        ?.agreement;
    });
  }
}

/** A plugin that is not installed knows no names. */
async function ask<T>(
  plugin: string,
  question: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (isNotInstalled(error)) return undefined;
    throw unavailable(
      `${plugin} does not answer, and it has to be known what is agreed today; nothing was stored, try again in a moment`,
    );
  }
}
