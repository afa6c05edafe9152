import { useEffect, useMemo, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { configurationFormSchema } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';
import { LoadFailed } from './LoadFailed';
import { LocalizedSchema } from './Localized';
import { plansOf } from './localizeUiSchema';
import { readServiceSchemas, type RemoteSchemaOptions } from './serviceSchemas';

type Props = FieldExtensionComponentProps<unknown, RemoteSchemaOptions>;

/** `CloudServicesRemoteSchema`: a configuration whose parameters are too many for a template. */
export function RemoteSchema(props: Props) {
  const { schema, uiSchema, registry, formData, onChange } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const options = uiSchema['ui:options'];
  const serviceRef = options?.serviceRef ?? '';
  const query = useQuery(
    client => readServiceSchemas(client, serviceRef),
    serviceRef || undefined,
  );

  const full = useMemo((): RJSFSchema | undefined => {
    if (!query.data) return undefined;
    const schemas = query.data.plans;
    const plans = (plansOf(schema) ?? []).map(plan => ({
      ...plan,
      id: plan.name,
      schemas: { create: schemas[plan.name]?.create },
    }));
    return configurationFormSchema({
      serviceRef: options?.serviceRef,
      title: schema.title ?? '',
      titles: schema['x-titles'],
      plans: plans as Parameters<typeof configurationFormSchema>[0]['plans'],
      plan: options?.plan,
      parameters: options?.parameters,
      fixed: options?.fixed,
    }) as RJSFSchema;
  }, [query.data, schema, options]);

  // The form fills in the defaults of what it knows; this it does not know. Only
  // for a new schema or another plan: what a person empties stays empty.
  const chosenPlan =
    typeof formData === 'object' && formData !== null && 'plan' in formData
      ? formData.plan
      : undefined;
  const filledFor = useRef<{ full: RJSFSchema; plan: unknown }>();
  useEffect(() => {
    const last = filledFor.current;
    if (!full || (last?.full === full && last.plan === chosenPlan)) return;
    filledFor.current = { full, plan: chosenPlan };
    const filled = registry.schemaUtils.getDefaultFormState(full, formData);
    if (JSON.stringify(filled) !== JSON.stringify(formData)) onChange(filled);
  }, [full, chosenPlan, formData, onChange, registry.schemaUtils]);

  if (query.error) {
    return <LoadFailed error={query.error} onRetry={query.reload} />;
  }
  if (!full) return <p role="status">{t('form.loading')}</p>;
  const nested: UiSchema = { ...uiSchema, 'ui:options': undefined };
  return <LocalizedSchema {...props} schema={full} uiSchema={nested} />;
}
