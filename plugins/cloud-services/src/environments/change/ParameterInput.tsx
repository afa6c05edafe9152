import { useState } from 'react';
import {
  NumberField,
  Select,
  Switch,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { localize, useLanguage } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../../translation';
import type { ParameterField } from './parameterFields';

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function JsonInput(props: {
  label: string;
  description?: string;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [text, setText] = useState(() =>
    props.value === undefined ? '' : JSON.stringify(props.value, undefined, 2),
  );
  const isInvalid = text !== '' && parseJson(text) === undefined;
  return (
    <TextAreaField
      label={props.label}
      description={isInvalid ? t('change.invalidJson') : props.description}
      isInvalid={isInvalid}
      value={text}
      onChange={next => {
        setText(next);
        const parsed = parseJson(next);
        if (parsed) props.onChange(parsed.value);
      }}
    />
  );
}

/** Asks for one parameter. */
export function ParameterInput(props: {
  field: ParameterField;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { field, value, onChange } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const language = useLanguage();
  const label = localize(field.title, language, field.name);
  const description = localize(field.description, language) || undefined;
  const common = {
    label,
    description,
    isRequired: field.isRequired,
    secondaryLabel: field.isRequired ? t('form.required') : undefined,
  };

  switch (field.kind) {
    case 'boolean':
      return (
        <Switch label={label} isSelected={value === true} onChange={onChange} />
      );
    case 'choice':
      return (
        <Select
          {...common}
          selectionMode="single"
          placeholder={t('form.choose')}
          options={(field.choices ?? []).map(id => ({ id, label: id }))}
          value={typeof value === 'string' ? value : null}
          onChange={key => onChange(key === null ? undefined : String(key))}
        />
      );
    case 'number':
    case 'integer':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : NaN}
          minValue={field.minimum}
          maxValue={field.maximum}
          step={field.kind === 'integer' ? 1 : undefined}
          onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
        />
      );
    case 'text':
      return (
        <TextField
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={next => onChange(next === '' ? undefined : next)}
        />
      );
    default:
      return <JsonInput {...common} value={value} onChange={onChange} />;
  }
}
