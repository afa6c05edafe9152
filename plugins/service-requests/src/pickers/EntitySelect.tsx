import { Select } from '@backstage/ui';
import { useWords } from '../words';
import { useNamedOptions } from './useEntities';

const NONE = 'none';

type Common = {
  label: string;
  description?: string;
  /** From which to choose; what is chosen is shown even where it is not among them. */
  refs: readonly string[];
  fault?: string;
};

/** One entity of the catalog, by its name. */
export function EntitySelect(
  props: Common & {
    value: string | undefined;
    onChange: (ref: string | undefined) => void;
    isRequired?: boolean;
  },
) {
  const { label, description, refs, value, onChange, fault, isRequired } =
    props;
  const { t } = useWords();
  const options = useNamedOptions(value ? [...refs, value] : refs);
  return (
    <Select
      label={label}
      description={
        fault ? [fault, description].filter(Boolean).join(' ') : description
      }
      secondaryLabel={t(isRequired ? 'picker.required' : 'picker.optional')}
      options={
        isRequired
          ? options
          : [{ id: NONE, label: t('picker.none') }, ...options]
      }
      searchable={options.length > 8}
      searchPlaceholder={t('picker.search')}
      placeholder={t('picker.choose')}
      selectionMode="single"
      value={value ?? (isRequired ? null : NONE)}
      onChange={key =>
        onChange(key === null || key === NONE ? undefined : String(key))
      }
      isInvalid={fault !== undefined}
    />
  );
}

/** Any number of entities of the catalog, by their names. */
export function EntitiesSelect(
  props: Common & {
    value: readonly string[];
    onChange: (refs: string[]) => void;
  },
) {
  const { label, description, refs, value, onChange, fault } = props;
  const { t } = useWords();
  const options = useNamedOptions([...refs, ...value]);
  return (
    <Select
      label={label}
      description={
        fault ? [fault, description].filter(Boolean).join(' ') : description
      }
      secondaryLabel={t('picker.optional')}
      options={options}
      searchable
      searchPlaceholder={t('picker.search')}
      placeholder={t('picker.chooseAny')}
      selectionMode="multiple"
      value={[...value]}
      onChange={keys => onChange([...(keys as Iterable<unknown>)].map(String))}
      isInvalid={fault !== undefined}
    />
  );
}
