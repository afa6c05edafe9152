import type { ReactNode } from 'react';
import { Cell, CellText, Table, type ColumnConfig } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Instance } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  PartyLink,
  ScrollTable,
  StatusBadge,
} from '@dualcloud/foundation-react';
import { instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { Expiry } from './Expiry';
import { StateBadge } from './states';

/** Service instances, one a row. */
export function InstancesTable(props: {
  label: string;
  instances?: Instance[];
  isPending: boolean;
  emptyState: ReactNode;
}) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const instancePath = useRouteRef(instanceRouteRef);

  const columns: ColumnConfig<Instance>[] = [
    {
      id: 'name',
      label: t('instance.name'),
      isRowHeader: true,
      width: '2fr',
      cell: item => (
        <CellText
          title={item.name}
          description={item.componentName}
          href={instancePath({ instanceId: item.id })}
        />
      ),
    },
    {
      id: 'service',
      label: t('instance.service'),
      cell: item => (
        <CellText
          title={item.serviceTitle}
          description={item.planTitle ?? item.planName}
        />
      ),
    },
    {
      id: 'system',
      label: t('environment.system'),
      cell: item => (
        <Cell>
          <PartyLink entityRef={item.parties.systemRef} />
        </Cell>
      ),
    },
    {
      id: 'stage',
      label: t('filter.stage'),
      cell: item => <CellText title={t(`stage.${item.stage}`)} />,
    },
    {
      id: 'state',
      label: t('filter.state'),
      cell: item => (
        <Cell>
          <StateBadge state={item.state} />{' '}
          {item.simulated && (
            <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
          )}
        </Cell>
      ),
    },
    {
      id: 'expiry',
      label: t('environment.expiry'),
      cell: item => (
        <Cell>
          <Expiry expiresAt={item.expiresAt} />
        </Cell>
      ),
    },
    {
      id: 'owner',
      label: t('environment.owner'),
      cell: item => (
        <Cell>
          <PartyLink entityRef={item.parties.ownerRef} />
        </Cell>
      ),
    },
  ];

  return (
    <ScrollTable label={props.label}>
      <Table
        columnConfig={columns}
        data={props.instances}
        isPending={props.isPending}
        pagination={{ type: 'none' }}
        emptyState={props.emptyState}
      />
    </ScrollTable>
  );
}
