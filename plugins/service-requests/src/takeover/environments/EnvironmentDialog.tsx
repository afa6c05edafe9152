import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import { EntitySelect } from '../../pickers';
import { useEnvironments } from '../../request/links/useEnvironments';
import { useWords } from '../../words';

type Named = { testEnvironmentId?: string; productionEnvironmentId?: string };

/** Names the environments that are compared; the gates are then checked for them. */
export function EnvironmentDialog(props: {
  takeover: TakeoverDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, onClose, onDone } = props;
  const { t } = useWords();
  const [named, setNamed] = useState<Named>({});
  const { environments, refOf } = useEnvironments(takeover.systemRef);
  const wish = useWish((client, body: Named, header) =>
    client.PUT('/takeovers/{takeoverId}/environments', {
      params: { path: { takeoverId: takeover.id }, header },
      body,
    }),
  );
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('takeover.environments')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('takeover.environments'),
        isPending: wish.isPending,
        isDisabled: Object.values(named).every(one => one === undefined),
        onSubmit: async () => {
          if (await wish.submit(named)) onDone();
        },
      }}
    >
      <Text as="p">{t('takeover.environments.means')}</Text>
      {(['test', 'production'] as const).map(kind => {
        const field = `${kind}EnvironmentId` as const;
        const id = named[field] ?? takeover[field];
        return (
          <EntitySelect
            key={kind}
            label={t(`takeover.${kind}Environment`)}
            refs={environments
              .filter(
                ({ stage }) =>
                  (stage === 'production') === (kind === 'production'),
              )
              .map(({ ref }) => ref)}
            value={id && refOf(id)}
            onChange={ref =>
              setNamed(current => ({
                ...current,
                [field]: environments.find(one => one.ref === ref)?.id,
              }))
            }
            fault={faults[field]}
          />
        );
      })}
    </FormDialog>
  );
}
