import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import {
  EnvironmentSelects,
  type NamedEnvironments,
} from '../../request/links/EnvironmentSelects';
import { useWords } from '../../words';

/** Names the environments that are compared; the gates are then checked for them. */
export function EnvironmentDialog(props: {
  takeover: TakeoverDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, onClose, onDone } = props;
  const { t } = useWords();
  const [named, setNamed] = useState<NamedEnvironments>({});
  const wish = useWish((client, body: NamedEnvironments, header) =>
    client.PUT('/takeovers/{takeoverId}/environments', {
      params: { path: { takeoverId: takeover.id }, header },
      body,
    }),
  );
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
      <EnvironmentSelects
        systemRef={takeover.systemRef}
        value={{ ...takeover, ...named }}
        onChange={change => setNamed(current => ({ ...current, ...change }))}
        faults={faultsOf(wish.error)}
        labelOf={kind => t(`takeover.${kind}Environment`)}
      />
    </FormDialog>
  );
}
