import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { EntitiesSelect, refsOf, useEntities } from '../pickers';

const STANDARD = { kind: 'CloudService', 'spec.lane': 'standard' };

/** `ServicePicker`: any number of standard services of the catalog. */
export function ServicePicker(props: FieldExtensionComponentProps<string[]>) {
  const { schema, uiSchema, formData, rawErrors, onChange } = props;
  const services = useEntities(STANDARD);
  return (
    <EntitiesSelect
      label={uiSchema?.['ui:title'] ?? schema.title ?? ''}
      description={uiSchema?.['ui:description'] ?? schema.description}
      refs={refsOf(services.data)}
      value={formData ?? []}
      onChange={refs => onChange(refs)}
      fault={rawErrors?.[0] ?? services.error?.message}
    />
  );
}
