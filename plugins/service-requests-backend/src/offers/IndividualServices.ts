import type { Entity } from '@backstage/catalog-model';
import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { StoredRequest } from '../requests';
import type { OfferDocuments } from './composeDocuments';
import type { StoredOffer } from './types';

/** A row of `individual_services`. */
type ServiceRow = {
  name: string;
  request_id: string;
  offer_id: string;
  price_list: string;
  agreement: string;
  entity: string;
};

/** A service as the catalog takes it. */
export type IndividualService = {
  name: string;
  requestId: string;
  offerId: string;
  entity: Entity;
};

/** Services that come from accepted offers. */
export class IndividualServices {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): IndividualServices {
    return new IndividualServices(knex);
  }

  async list(): Promise<IndividualService[]> {
    const rows: ServiceRow[] = await this.knex('individual_services').orderBy(
      'name',
    );
    return rows.map(row => ({
      name: row.name,
      requestId: row.request_id,
      offerId: row.offer_id,
      entity: fromJson<Entity>(row.entity),
    }));
  }

  /**
   * In the transaction that accepts an offer.
   * @returns false if the service is written down elsewhere: there it is changed
   */
  async take(
    trx: Knex.Transaction,
    offer: StoredOffer,
    request: StoredRequest,
    { entity, ids }: OfferDocuments,
  ): Promise<boolean> {
    const known: ServiceRow | undefined = await trx('individual_services')
      .where('name', nameOf(request) ?? entity.metadata.name)
      .first();
    if (request.serviceRef && !known) return false;
    await trx('individual_services')
      .insert({
        name: known?.name ?? entity.metadata.name,
        // A change keeps the request by which the service came to be.
        request_id: known?.request_id ?? request.id,
        offer_id: offer.id,
        price_list: ids.priceList,
        agreement: ids.agreement,
        entity: JSON.stringify(known ? renamed(entity, known) : entity),
      })
      .onConflict('name')
      .merge();
    return true;
  }

  /**
   * In the transaction that ends a service.
   * @param lastDay - on which it may have been used, `2027-03-31`
   * @returns request and offer by which it came to be; none if it is written down elsewhere
   */
  async end(
    trx: Knex.Transaction,
    name: string,
    lastDay: string,
  ): Promise<Pick<IndividualService, 'requestId' | 'offerId'> | undefined> {
    const known: ServiceRow | undefined = await trx('individual_services')
      .where({ name })
      .first();
    if (!known) return undefined;
    const entity = fromJson<Entity>(known.entity);
    await trx('individual_services')
      .where({ name })
      .update({
        entity: JSON.stringify({
          ...entity,
          spec: {
            ...entity.spec,
            lifecycle: 'deprecated',
            validUntil: lastDay,
          },
        }),
      });
    return { requestId: known.request_id, offerId: known.offer_id };
  }
}

function nameOf({ serviceRef }: StoredRequest): string | undefined {
  return serviceRef?.slice(serviceRef.indexOf('/') + 1);
}

/** A service keeps its name, and its first day. */
function renamed(entity: Entity, known: ServiceRow): Entity {
  const before = fromJson<Entity>(known.entity);
  return {
    ...entity,
    metadata: { ...entity.metadata, name: known.name },
    spec: { ...entity.spec, validFrom: before.spec?.validFrom },
  };
}
