import { useMemo } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { localizeSchema } from '@dualcloud/foundation-common';
import { useLanguage } from '@dualcloud/foundation-react';
import { localizeUiSchema } from './localizeUiSchema';

type Props = FieldExtensionComponentProps<unknown>;

/** The schema as it stands in the language of the portal, in the form's own fields. */
export function LocalizedSchema(
  props: Props & { schema: RJSFSchema; uiSchema: UiSchema },
) {
  const { schema, uiSchema, registry, formData } = props;
  const language = useLanguage();
  const localized = useMemo(
    () => ({
      schema: localizeSchema(schema, language),
      uiSchema: localizeUiSchema(
        schema,
        { ...uiSchema, 'ui:field': undefined },
        language,
      ),
    }),
    [schema, uiSchema, language],
  );
  const { SchemaField } = registry.fields;
  return (
    <SchemaField
      {...props}
      schema={localized.schema}
      uiSchema={localized.uiSchema}
      formData={formData}
    />
  );
}

/** `CloudServicesLocalized`: any part of a form, in the reader's language. */
export function Localized(props: Props) {
  return <LocalizedSchema {...props} />;
}
