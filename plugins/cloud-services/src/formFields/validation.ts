import type { ApiHolder } from '@backstage/core-plugin-api';
import {
  appLanguageApiRef,
  translationApiRef,
} from '@backstage/core-plugin-api/alpha';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormat } from '@dualcloud/foundation-react';
import { cloudServicesApiRef } from '../api';
import { cloudServicesTranslationRef } from '../translation';
import { dayIn, isDay } from './days';
import { formFieldMessages } from './messages';
import { readServiceSchemas, type RemoteSchemaOptions } from './serviceSchemas';

type Key = keyof typeof formFieldMessages;

/** A text in the language of the portal; English until the translation is loaded. */
function translate(
  apiHolder: ApiHolder,
  key: Key,
  values: Record<string, string> = {},
): string {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(cloudServicesTranslationRef);
  if (snapshot?.ready) {
    const t: (name: Key, options: Record<string, string>) => string =
      snapshot.t as typeof t;
    return t(key, values);
  }
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{{${name}}}`, value),
    formFieldMessages[key] as string,
  );
}

export const validateName: CustomFieldValidator<string> = (
  value,
  field,
  { apiHolder },
) => {
  if (value !== undefined && value.trim() === '') {
    field.addError(translate(apiHolder, 'form.name.missing'));
  }
};

async function maxLifetimeDays(
  apiHolder: ApiHolder,
): Promise<number | undefined> {
  try {
    const client = await apiHolder.get(cloudServicesApiRef)?.getClient();
    const answer = await client?.GET('/order-options');
    return answer?.data?.maxLifetimeDays;
  } catch {
    // The order is checked again when it is placed.
    return undefined;
  }
}

export const validateExpiry: CustomFieldValidator<string> = async (
  value,
  field,
  { apiHolder, formData },
) => {
  const isProduction = formData.stage === 'production';
  if (!value) {
    if (!isProduction) {
      field.addError(translate(apiHolder, 'form.expiry.missing'));
    }
    return;
  }
  if (!isDay(value) || value < dayIn(1)) {
    field.addError(translate(apiHolder, 'form.expiry.past'));
    return;
  }
  const max = isProduction ? undefined : await maxLifetimeDays(apiHolder);
  if (max !== undefined && value > dayIn(max)) {
    field.addError(
      translate(apiHolder, 'form.expiry.tooLate', {
        max: String(max),
        date: createFormat(
          apiHolder.get(appLanguageApiRef)?.getLanguage().language ?? 'en',
        ).date(`${dayIn(max)}T12:00:00`),
      }),
    );
  }
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parameters of the chosen plan, against a schema that the form does not have. */
export const validateRemoteSchema: CustomFieldValidator<
  unknown,
  RemoteSchemaOptions
> = async (value, field, { apiHolder, uiSchema }) => {
  const serviceRef = uiSchema?.['ui:options']?.serviceRef;
  if (!serviceRef || !isObject(value)) return;
  const plan = String(value.plan);
  let schema: object | undefined;
  try {
    const client = await apiHolder.get(cloudServicesApiRef)?.getClient();
    const answer = client && (await readServiceSchemas(client, serviceRef));
    schema = answer?.data?.plans[plan]?.create;
  } catch {
    // The order is checked again when it is placed.
    return;
  }
  if (!schema) return;
  const { checkShape } = await import(
    '@dualcloud/backstage-plugin-cloud-services-common'
  );
  const parameters = isObject(value.parameters)
    ? value.parameters[plan] ?? {}
    : {};
  for (const problem of checkShape(schema, parameters, plan)) {
    field.addError(`${problem.path}: ${problem.message}`);
  }
};

/** A blueprint's components that fetch their schema sit inside of one localized field. */
export const validateLocalized: CustomFieldValidator<unknown> = async (
  value,
  field,
  context,
) => {
  if (!isObject(value) || !context.uiSchema) return;
  for (const [name, nested] of Object.entries(context.uiSchema)) {
    if (
      isObject(nested) &&
      nested['ui:field'] === 'CloudServicesRemoteSchema'
    ) {
      await validateRemoteSchema(value[name], field, {
        ...context,
        uiSchema: nested,
      });
    }
  }
};
