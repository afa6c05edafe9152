import { useEffect } from 'react';
import TextField from '@material-ui/core/TextField';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** A list to choose one from; the only entry is chosen by itself. */
export function ChoiceField(props: {
  field: FieldExtensionComponentProps<string>;
  label: string;
  help: string;
  placeholder: string;
  choices: Array<{ ref: string; title: string }>;
}) {
  const { field, choices } = props;
  const { formData, onChange } = field;
  const refs = choices.map(choice => choice.ref);
  const only = refs.length === 1 ? refs[0] : undefined;
  const isKnown = formData !== undefined && refs.includes(formData);

  useEffect(() => {
    if (only !== undefined && formData === undefined) onChange(only);
  }, [only, formData, onChange]);

  // What cannot be chosen any more must not stay chosen unseen.
  useEffect(() => {
    if (formData && !isKnown) onChange(undefined);
  }, [formData, isKnown, onChange]);

  return (
    <TextField
      select
      fullWidth
      id={field.idSchema?.$id}
      label={props.label}
      helperText={props.help}
      required={field.required}
      disabled={field.disabled || field.readonly}
      error={(field.rawErrors ?? []).length > 0}
      value={isKnown ? formData : ''}
      onChange={event => onChange(event.target.value || undefined)}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ native: true }}
    >
      <option value="">{props.placeholder}</option>
      {choices.map(({ ref, title }) => (
        <option key={ref} value={ref}>
          {title}
        </option>
      ))}
    </TextField>
  );
}
