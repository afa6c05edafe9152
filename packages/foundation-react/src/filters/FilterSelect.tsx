import { Select } from '@backstage/ui';

const ANY = 'any';

/**
 * A choice among values, or any of them.
 * @public
 */
export function FilterSelect(props: {
  label: string;
  anyLabel: string;
  options: Array<{ id: string; label: string }>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Select
      label={props.label}
      options={[{ id: ANY, label: props.anyLabel }, ...props.options]}
      selectionMode="single"
      value={props.value ?? ANY}
      onChange={key =>
        props.onChange(key === ANY || key === null ? undefined : String(key))
      }
    />
  );
}
