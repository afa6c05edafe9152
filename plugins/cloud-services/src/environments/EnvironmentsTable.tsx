import type { ReactNode } from 'react';
import { Cell, CellText, Table, type ColumnConfig } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@dualcloud/backstage-plugin-cloud-services-common';
import { PartyLink, ScrollTable, useFormat } from '@dualcloud/foundation-react';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { Expiry } from './Expiry';
import { StateBadge } from './states';

/** Environments, one a row. */
export function EnvironmentsTable(props: {
  label: string;
  environments?: Environment[];
  isPending: boolean;
  emptyState: ReactNode;
}) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const environmentPath = useRouteRef(environmentRouteRef);

  const columns: ColumnConfig<Environment>[] = [
    {
      id: 'name',
      label: t('environment.name'),
      isRowHeader: true,
      width: '2fr',
      cell: item => (
        <CellText
          title={item.name}
          description={item.blueprintTitle}
          href={environmentPath({ environmentId: item.id })}
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
          <StateBadge state={item.state} />
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
    {
      id: 'instances',
      label: t('environment.count'),
      cell: item => <CellText title={format.number(item.instances.length)} />,
    },
  ];

  return (
    <ScrollTable label={props.label}>
      <Table
        columnConfig={columns}
        data={props.environments}
        isPending={props.isPending}
        pagination={{ type: 'none' }}
        emptyState={props.emptyState}
      />
    </ScrollTable>
  );
}
