import type { Entity } from '@backstage/catalog-model';
import type { AgreedPrices } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredRequest } from '../requests';
import type { StoredOffer } from './types';

/** Under which names cloud costs and service levels know what was agreed. */
export type AgreementIds = { priceList: string; agreement: string };

/** What an accepted offer puts in force. */
export type OfferDocuments = {
  serviceRef: string;
  version: string;
  ids: AgreementIds;
  prices: AgreedPrices;
  agreement: Record<string, unknown>;
  entity: Entity;
};

/** Annotation of a CloudService: the offer that it comes from. */
export const OFFER_ANNOTATION = 'dualcloud.dev/offer-id';
/** Annotation of a CloudService: the request that it was asked for by. */
export const REQUEST_ANNOTATION = 'dualcloud.dev/request-id';

/** Names for something that is agreed for the first time. */
export function newIds(name: string, customerRef: string): AgreementIds {
  const customer = customerRef.slice(customerRef.indexOf('/') + 1);
  const id = `${name}-${customer}`.slice(0, 63).replace(/-+$/, '');
  return { priceList: id, agreement: id };
}

/**
 * The documents that follow from an offer; nothing in them has to be typed again.
 * @param effectiveFrom - first day, `2026-11-28`
 */
export function composeDocuments(
  offer: Pick<StoredOffer, 'id' | 'content' | 'version'>,
  request: StoredRequest & { systemRef: string },
  { ids, effectiveFrom }: { ids: AgreementIds; effectiveFrom: string },
): OfferDocuments {
  const { content } = offer;
  const { customerRef, systemRef, softwareProviderRef } = request;
  const serviceRef =
    request.serviceRef ?? `cloudservice:default/${content.service.name}`;
  const version = `${request.number}.${offer.version}`;
  const parties = {
    customerRef,
    systemRef,
    ...(softwareProviderRef && { softwareProviderRef }),
  };
  const { accountable } = request.assignment;
  return {
    serviceRef,
    version,
    ids,
    prices: {
      serviceRef,
      ...parties,
      payerRef: customerRef,
      titles: content.service.titles,
      validFrom: effectiveFrom,
      currency: content.prices.currency,
      components: content.prices.components,
    },
    agreement: {
      titles: content.titles,
      ...content.agreement,
      agreement: ids.agreement,
      version,
      validFrom: effectiveFrom,
      owner: accountable.startsWith('group:')
        ? accountable
        : request.assignment.responsible,
      scope: { type: 'special', serviceRef, ...parties },
    },
    entity: entityOf(offer, request, effectiveFrom),
  };
}

function entityOf(
  { id, content }: Pick<StoredOffer, 'id' | 'content'>,
  request: StoredRequest,
  effectiveFrom: string,
): Entity {
  const { service, titles } = content;
  const { customerRef, systemRef, softwareProviderRef, assignment } = request;
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: {
      namespace: 'default',
      name: service.name,
      title: service.titles.en,
      description: service.descriptions?.en ?? titles.en,
      annotations: {
        [OFFER_ANNOTATION]: id,
        [REQUEST_ANNOTATION]: request.id,
      },
    },
    spec: {
      lane: 'individual',
      tier: service.tier,
      lifecycle: 'production',
      version: service.version,
      title: { ...service.titles },
      ...(service.descriptions && { description: { ...service.descriptions } }),
      owner: assignment.responsible,
      customers: [customerRef],
      ...(softwareProviderRef && { softwareProvider: softwareProviderRef }),
      ...(systemRef && { system: systemRef }),
      legalBasis: service.legalBasis,
      ...(service.dependsOn?.length && { dependsOn: service.dependsOn }),
      networkZones: service.networkZones,
      endpoints: [],
      dataLocation: service.dataLocation,
      protectionLevel: service.protectionLevel,
      stages: ['test', 'production'],
      validFrom: effectiveFrom,
    },
  };
}
