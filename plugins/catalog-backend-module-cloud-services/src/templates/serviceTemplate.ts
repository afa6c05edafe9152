import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  isOrderable,
  type CloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { inlineConfiguration, remoteConfiguration } from './configurationField';
import {
  bytesOf,
  FIELDS,
  MAX_INLINE_SCHEMA_BYTES,
  orderTemplate,
} from './orderTemplate';
import { texts, type TemplateLanguage } from './texts';

/**
 * Whether the service can be ordered by button on a day (YYYY-MM-DD). A
 * deprecated one can, until its end date: what is built on it must be able to
 * grow until its successor has taken over.
 */
function isOrderableOn({ spec }: CloudServiceEntity, day: string): boolean {
  return (
    isOrderable(spec) &&
    (spec.validFrom === undefined || spec.validFrom <= day) &&
    (spec.validUntil === undefined || day <= spec.validUntil)
  );
}

/** The template that orders a service; `undefined` when it cannot be ordered today. */
export function serviceTemplate(
  service: CloudServiceEntity,
  options: {
    language: TemplateLanguage;
    today: string;
    /** Whether the form shows what it will cost. */
    hasCosts?: boolean;
  },
): Entity | undefined {
  if (!isOrderableOn(service, options.today)) return undefined;
  const form = {
    serviceRef: stringifyEntityRef(service),
    title: texts.configuration.en,
    titles: texts.configuration,
    plans: (service.spec.plans ?? []).map(plan => ({
      ...plan,
      simulated: plan.simulated ?? service.spec.simulated,
    })),
  };
  const inline = inlineConfiguration(form);
  const configuration =
    bytesOf(inline) > MAX_INLINE_SCHEMA_BYTES
      ? remoteConfiguration(form)
      : { ...inline, 'ui:field': FIELDS.localized };
  return orderTemplate({
    source: service,
    type: 'cloud-service',
    language: options.language,
    labels: {
      'dualcloud.dev/lane': service.spec.lane,
      'dualcloud.dev/tier': service.spec.tier,
    },
    tags: [
      service.spec.tier,
      ...(service.metadata.tags ?? []).filter(tag => tag !== service.spec.tier),
    ],
    configuration,
    ...(options.hasCosts && {
      quoteOf: { serviceRef: stringifyEntityRef(service) },
    }),
  });
}
