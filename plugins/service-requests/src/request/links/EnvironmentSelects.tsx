import { type Faults } from '../../fields';
import { EntitySelect } from '../../pickers';
import { useEnvironments } from './useEnvironments';

/** Ids of the environments that are compared. */
export type NamedEnvironments = {
  testEnvironmentId?: string;
  productionEnvironmentId?: string;
};

type Kind = 'test' | 'production';

/** The environment of the system in which it is tested, and the one in which it is to run. */
export function EnvironmentSelects(props: {
  systemRef: string | undefined;
  value: NamedEnvironments;
  onChange: (change: NamedEnvironments) => void;
  faults: Faults;
  labelOf: (kind: Kind) => string;
  descriptionOf?: (kind: Kind) => string;
}) {
  const { systemRef, value, onChange, faults } = props;
  const { environments, refOf } = useEnvironments(systemRef);
  return (['test', 'production'] as const).map(kind => {
    const field = `${kind}EnvironmentId` as const;
    const id = value[field];
    return (
      <EntitySelect
        key={kind}
        label={props.labelOf(kind)}
        description={props.descriptionOf?.(kind)}
        refs={environments
          .filter(
            ({ stage }) => (stage === 'production') === (kind === 'production'),
          )
          .map(({ ref }) => ref)}
        value={id && refOf(id)}
        onChange={ref =>
          onChange({ [field]: environments.find(one => one.ref === ref)?.id })
        }
        fault={faults[field]}
      />
    );
  });
}
