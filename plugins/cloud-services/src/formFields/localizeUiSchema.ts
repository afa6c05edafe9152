import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { PlanChoice } from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize } from '@dualcloud/foundation-react';
import { PlanField } from './PlanField';

type Texts = { en: string; de?: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Texts {
  return isObject(value) && typeof value.en === 'string';
}

/** The plans that a configuration's schema offers, if it is one. */
export function plansOf(schema: RJSFSchema): PlanChoice[] | undefined {
  const plans = schema['x-plans'];
  return Array.isArray(plans) ? plans : undefined;
}

/** What the fields need to know besides the schema: readable plans, names of choices. */
export function localizeUiSchema(
  schema: RJSFSchema,
  uiSchema: UiSchema,
  language: string,
): UiSchema {
  const result: UiSchema = { ...uiSchema };
  const choices = schema['x-enum-titles'];
  if (Array.isArray(choices)) {
    result['ui:enumNames'] = choices.map(texts =>
      isTexts(texts) ? localize(texts, language) : String(texts),
    );
  }
  const plans = plansOf(schema);
  if (plans) {
    result.plan = {
      ...result.plan,
      'ui:field': PlanField,
      'ui:options': { plans },
    };
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!isObject(property) || (plans && name === 'plan')) continue;
    const own: UiSchema = isObject(result[name]) ? result[name] : {};
    // A field of ours localises what is under it by itself.
    if (own['ui:field']) continue;
    result[name] = localizeUiSchema(property, own, language);
  }
  return result;
}
