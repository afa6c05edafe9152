import TextField from '@material-ui/core/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { cloudServicesTranslationRef } from '../translation';

const MAX_LENGTH = 63;

/** `CloudServicesName`: what the environment or instance is called. */
export function NameField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, rawErrors } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <TextField
      fullWidth
      id={props.idSchema?.$id}
      label={t('form.name.label')}
      required={props.required}
      disabled={props.disabled || props.readonly}
      error={(rawErrors ?? []).length > 0}
      value={formData}
      autoComplete="off"
      inputProps={{ maxLength: MAX_LENGTH }}
      helperText={t('form.name.help', {
        used: String(formData.length),
        max: String(MAX_LENGTH),
      })}
      onChange={event => onChange(event.target.value || undefined)}
    />
  );
}
