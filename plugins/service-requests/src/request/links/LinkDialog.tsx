import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import { EntitySelect, refsOf, useEntities } from '../../pickers';
import { useWords } from '../../words';
import {
  EnvironmentSelects,
  type NamedEnvironments,
} from './EnvironmentSelects';

type Links = NamedEnvironments & {
  systemRef?: string;
  softwareProviderRef?: string;
};

/** Links the system, the software provider and the environments; all are checked. */
export function LinkDialog(props: {
  request: ServiceRequestDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { request, onClose, onDone } = props;
  const { t } = useWords();
  const [links, setLinks] = useState<Links>({});
  const change = (part: Links) =>
    setLinks(current => ({ ...current, ...part }));
  const systemRef = links.systemRef ?? request.systemRef;
  const systems = useEntities({
    kind: 'System',
    'relations.ownedBy': request.customerRef,
  });
  const providers = useEntities({
    kind: 'Group',
    'spec.type': 'software-provider',
  });
  const wish = useWish((client, body: Links, header) =>
    client.PUT('/requests/{requestId}/links', {
      params: { path: { requestId: request.id }, header },
      body,
    }),
  );
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('links.link')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('links.save'),
        isPending: wish.isPending,
        isDisabled: Object.values(links).every(one => one === undefined),
        onSubmit: async () => {
          if (await wish.submit(links)) onDone();
        },
      }}
    >
      <Text as="p">{t('links.means')}</Text>
      <EntitySelect
        label={t('form.system')}
        refs={refsOf(systems.data)}
        value={systemRef}
        onChange={ref => change({ systemRef: ref })}
        fault={faults.systemRef}
      />
      <EntitySelect
        label={t('form.softwareProvider')}
        refs={refsOf(providers.data)}
        value={links.softwareProviderRef ?? request.softwareProviderRef}
        onChange={ref => change({ softwareProviderRef: ref })}
        fault={faults.softwareProviderRef}
      />
      <EnvironmentSelects
        systemRef={systemRef}
        value={{ ...request, ...links }}
        onChange={change}
        faults={faults}
        labelOf={kind => t(`links.${kind}Environment`)}
        descriptionOf={kind => t(`links.${kind}Environment.means`)}
      />
    </FormDialog>
  );
}
