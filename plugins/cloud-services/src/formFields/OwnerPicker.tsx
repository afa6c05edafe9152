import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { cloudServicesTranslationRef } from '../translation';
import { ChoiceField } from './ChoiceField';
import { LoadFailed } from './LoadFailed';
import { useOrderOptions } from './orderOptions';

/** `CloudServicesOwnerPicker`: the groups in whose name the reader may order. */
export function OwnerPicker(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const options = useOrderOptions();
  if (options.error && !options.data) {
    return <LoadFailed error={options.error} onRetry={options.reload} />;
  }
  if (!options.data) return <p role="status">{t('form.loading')}</p>;
  if (options.data.owners.length === 0) {
    return <p role="alert">{t('form.owner.none')}</p>;
  }
  return (
    <ChoiceField
      field={props}
      label={t('form.owner.label')}
      help={t('form.owner.help')}
      placeholder={t('form.owner.choose')}
      choices={options.data.owners}
    />
  );
}
