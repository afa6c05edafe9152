import { Select } from '@backstage/ui';
import type { Offer } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';

/** Which version one looks at; not asked where there is one. */
export function VersionChoice(props: {
  versions: readonly Offer[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const { versions, chosen, onChoose } = props;
  const { t } = useWords();
  if (versions.length < 2) return null;
  return (
    <Select
      label={t('offer.version')}
      options={versions.map(({ id, version, state }) => ({
        id,
        label: t('offer.versionInState', {
          version: String(version),
          state: t(`offer.state.${state}`),
        }),
      }))}
      selectionMode="single"
      value={chosen}
      onChange={key => key !== null && onChoose(String(key))}
    />
  );
}
