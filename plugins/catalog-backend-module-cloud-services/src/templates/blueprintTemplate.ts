import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type {
  BlueprintComponent,
  CloudServiceEntity,
  ConfigurationFormOptions,
  EnvironmentBlueprintEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { blueprintServiceRefs } from '../composition';
import { inlineConfiguration, remoteConfiguration } from './configurationField';
import {
  bytesOf,
  FIELDS,
  MAX_INLINE_SCHEMA_BYTES,
  orderTemplate,
  titleOf,
} from './orderTemplate';
import { texts, type TemplateLanguage } from './texts';

function formOf(
  component: BlueprintComponent,
  service: CloudServiceEntity,
  language: TemplateLanguage,
): ConfigurationFormOptions {
  const titles = component.title ??
    service.spec.title ?? { en: titleOf(service, language) };
  const title = titles[language] ?? titles.en;
  return {
    serviceRef: stringifyEntityRef(service),
    title,
    titles,
    plan: component.plan,
    plans: (service.spec.plans ?? [])
      .filter(plan => component.plans?.includes(plan.name) ?? true)
      .map(plan => ({
        ...plan,
        simulated: plan.simulated ?? service.spec.simulated,
      })),
    parameters: component.parameters,
    fixed: component.fixed,
    reviewPrefix: title,
  };
}

/** Each component's schema in full, or fetched by the form where all together are too large. */
function componentsSchema(
  components: Array<{ name: string; form: ConfigurationFormOptions }>,
): JsonObject {
  const inline = components.map(component => {
    const schema = inlineConfiguration(component.form);
    return { ...component, schema, bytes: bytesOf(schema) };
  });
  let total = inline.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const component of [...inline].sort((a, b) => b.bytes - a.bytes)) {
    if (total <= MAX_INLINE_SCHEMA_BYTES) break;
    component.schema = remoteConfiguration(component.form);
    total += bytesOf(component.schema) - component.bytes;
  }
  return {
    type: 'object',
    title: texts.components.en,
    'x-titles': texts.components,
    required: inline.map(({ name }) => name),
    properties: Object.fromEntries(
      inline.map(({ name, schema }) => [name, schema]),
    ),
    'ui:field': FIELDS.localized,
  };
}

/** The template that orders a blueprint; `undefined` as long as one of its services is not there. */
export function blueprintTemplate(
  blueprint: EnvironmentBlueprintEntity,
  services: Map<string, CloudServiceEntity | undefined>,
  language: TemplateLanguage,
  /** Whether the form shows what it will cost. */
  hasCosts = false,
): Entity | undefined {
  const refs = blueprintServiceRefs(blueprint);
  const components = blueprint.spec.components.flatMap((component, index) => {
    const service = services.get(refs[index]);
    return service
      ? [
          {
            name: component.name,
            serviceRef: refs[index],
            form: formOf(component, service, language),
          },
        ]
      : [];
  });
  if (components.length < refs.length) return undefined;
  return orderTemplate({
    source: blueprint,
    type: 'environment',
    language,
    labels: { 'dualcloud.dev/lane': 'standard' },
    tags: ['environment', ...(blueprint.metadata.tags ?? [])].filter(
      (tag, index, all) => all.indexOf(tag) === index,
    ),
    configuration: componentsSchema(components),
    ...(hasCosts && {
      quoteOf: {
        components: components.map(({ name, serviceRef, form }) => ({
          name,
          serviceRef,
          ...(form.plan && { plan: form.plan }),
        })),
      },
    }),
  });
}
