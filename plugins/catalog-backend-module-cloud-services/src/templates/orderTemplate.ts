import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  ORDERS_ANNOTATION,
  plainLine,
  plainText,
  type LocalizedText,
  type Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { resolveRef } from '../composition';
import { inLanguage, ownText, texts, type TemplateLanguage } from './texts';

/** Above this a template does not carry a schema: a form field fetches it. */
export const MAX_INLINE_SCHEMA_BYTES = 32 * 1024;

/** Field extensions of the cloud services frontend plugin. */
export const FIELDS = {
  localized: 'CloudServicesLocalized',
  remoteSchema: 'CloudServicesRemoteSchema',
  system: 'CloudServicesSystemPicker',
  owner: 'CloudServicesOwnerPicker',
  name: 'CloudServicesName',
  expiry: 'CloudServicesExpiry',
  /** Of the cloud costs frontend plugin. */
  quote: 'CloudCostsQuote',
} as const;

/** What differs between the template of a service and that of a blueprint. */
export type OrderTemplateInput = {
  source: Entity & {
    spec: {
      title?: LocalizedText;
      description?: LocalizedText;
      owner: string;
      lifecycle: string;
      stages: Stage[];
    };
  };
  type: 'cloud-service' | 'environment';
  language: TemplateLanguage;
  labels: Record<string, string>;
  tags: string[];
  /** Schema of `configuration` or `components`. */
  configuration: JsonObject;
  /** What a quote has to know of it; absent where prices are not known. */
  quoteOf?: JsonObject;
};

/** Title of an entity in a language, always one plain line. */
export function titleOf(
  entity: Entity & { spec: { title?: LocalizedText } },
  language: TemplateLanguage,
): string {
  return (
    plainLine(inLanguage(entity.spec.title, language), 200) ??
    plainLine(entity.metadata.title, 200) ??
    entity.metadata.name
  );
}

export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

function localized(key: keyof typeof texts, language: TemplateLanguage) {
  return { title: ownText(key, language), 'x-titles': texts[key] };
}

/**
 * Shows what it will cost. Nobody fills it in: where the field's plugin is missing
 * it stays empty, and the order knows nothing of it.
 */
function quoteField(options: JsonObject, language: TemplateLanguage) {
  return {
    type: 'string',
    ...localized('quote', language),
    'ui:field': FIELDS.quote,
    'ui:readonly': true,
    'ui:options': options,
  };
}

function orderPage(input: OrderTemplateInput): JsonObject {
  const { language, quoteOf } = input;
  const { stages } = input.source.spec;
  return {
    ...localized('orderPage', language),
    required: ['name', 'stage', 'systemRef', 'ownerRef'],
    properties: {
      name: {
        type: 'string',
        ...localized('name', language),
        description: ownText('nameHelp', language),
        minLength: 1,
        maxLength: 63,
        'ui:field': FIELDS.name,
      },
      description: {
        type: 'string',
        ...localized('description', language),
        description: ownText('descriptionHelp', language),
        'x-descriptions': texts.descriptionHelp,
        maxLength: 500,
        'ui:field': FIELDS.localized,
        'ui:widget': 'textarea',
      },
      stage: {
        type: 'string',
        ...localized('stage', language),
        enum: stages,
        enumNames: stages.map(stage => ownText(stage, language)),
        'x-enum-titles': stages.map(stage => texts[stage]),
        default: stages[0],
        'ui:field': FIELDS.localized,
      },
      systemRef: {
        type: 'string',
        ...localized('system', language),
        minLength: 1,
        'ui:field': FIELDS.system,
      },
      ownerRef: {
        type: 'string',
        ...localized('owner', language),
        minLength: 1,
        'ui:field': FIELDS.owner,
      },
      expiresAt: {
        type: 'string',
        ...localized('expiresAt', language),
        'ui:field': FIELDS.expiry,
      },
      ...(quoteOf && { quote: quoteField(quoteOf, language) }),
    },
  };
}

/** Nothing of the source but its ref gets into a step: what is rendered there has secrets in scope. */
function orderStep(input: OrderTemplateInput): JsonObject {
  const ref = stringifyEntityRef(input.source);
  const isService = input.type === 'cloud-service';
  return {
    id: 'order',
    name: ownText('order', input.language),
    action: isService
      ? 'cloud-services:instance:create'
      : 'cloud-services:environment:create',
    input: {
      ...(isService
        ? {
            serviceRef: ref,
            configuration: '${{ parameters.configuration }}',
          }
        : { blueprintRef: ref, components: '${{ parameters.components }}' }),
      name: '${{ parameters.name }}',
      description: '${{ parameters.description }}',
      stage: '${{ parameters.stage }}',
      systemRef: '${{ parameters.systemRef }}',
      ownerRef: '${{ parameters.ownerRef }}',
      expiresAt: '${{ parameters.expiresAt }}',
    },
  };
}

/** Title and description for the pages that know nothing of localized texts. */
function otherLanguages(
  source: OrderTemplateInput['source'],
  language: TemplateLanguage,
): Record<string, string> {
  const annotations: Record<string, string> = {};
  for (const other of (['en', 'de'] as const).filter(it => it !== language)) {
    const title = plainLine(source.spec.title?.[other], 200);
    const description = plainText(source.spec.description?.[other], 1000);
    if (title) annotations[`dualcloud.dev/title-${other}`] = title;
    if (description) {
      annotations[`dualcloud.dev/description-${other}`] = description;
    }
  }
  return annotations;
}

/** The scaffolder template that orders a service or a blueprint. */
export function orderTemplate(input: OrderTemplateInput): Entity {
  const { source, language, type } = input;
  const isService = type === 'cloud-service';
  const key = isService ? 'configuration' : 'components';
  const namespace = source.metadata.namespace ?? DEFAULT_NAMESPACE;
  const description =
    plainText(inLanguage(source.spec.description, language), 1000) ??
    plainText(source.metadata.description, 1000);
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: `order-${source.metadata.name}`,
      namespace,
      title: titleOf(source, language),
      ...(description && { description }),
      labels: input.labels,
      tags: input.tags,
      annotations: {
        [ORDERS_ANNOTATION]: stringifyEntityRef(source),
        ...otherLanguages(source, language),
      },
    },
    spec: {
      type,
      owner: stringifyEntityRef(resolveRef(source, source.spec.owner, 'Group')),
      lifecycle: source.spec.lifecycle,
      presentation: {
        buttonLabels: {
          createButtonText: ownText('order', language),
          reviewButtonText: ownText('review', language),
        },
      },
      // The order action is idempotent: a task that starts over orders nothing twice.
      EXPERIMENTAL_recovery: { EXPERIMENTAL_strategy: 'startOver' },
      parameters: [
        {
          ...localized('configurationPage', language),
          'x-button-labels': {
            createButtonText: texts.order,
            reviewButtonText: texts.review,
          },
          required: [key],
          properties: { [key]: input.configuration },
        },
        orderPage(input),
      ],
      steps: [orderStep(input)],
      output: {
        links: [
          isService
            ? {
                title: ownText('openInstance', language),
                icon: 'dashboard',
                url: '/environments/instances/${{ steps.order.output.instanceId }}',
              }
            : {
                title: ownText('openEnvironment', language),
                icon: 'dashboard',
                url: '/environments/${{ steps.order.output.environmentId }}',
              },
        ],
      },
    },
  };
}
