import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { cloudServicesTranslationRef } from '../translation';
import { ChoiceField } from './ChoiceField';
import { LoadFailed } from './LoadFailed';
import { stageOf, useOrderOptions } from './orderOptions';

/** `CloudServicesSystemPicker`: the systems for which the reader may order at the chosen stage. */
export function SystemPicker(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const options = useOrderOptions();
  const stage = stageOf(props);
  if (options.error && !options.data) {
    return <LoadFailed error={options.error} onRetry={options.reload} />;
  }
  if (!options.data) return <p role="status">{t('form.loading')}</p>;

  const systems = options.data.systems.filter(
    system => !stage || system.stages.includes(stage),
  );
  if (systems.length === 0) {
    return (
      <p role="alert">
        {stage && options.data.systems.length > 0
          ? t('form.system.noneAtStage', { stage: t(`stage.${stage}`) })
          : t('form.system.none')}
      </p>
    );
  }
  return (
    <ChoiceField
      field={props}
      label={t('form.system.label')}
      help={
        systems.length < options.data.systems.length
          ? t('form.system.forStage')
          : t('form.system.help')
      }
      placeholder={t('form.system.choose')}
      choices={systems.map(({ systemRef, title }) => ({
        ref: systemRef,
        title,
      }))}
    />
  );
}
