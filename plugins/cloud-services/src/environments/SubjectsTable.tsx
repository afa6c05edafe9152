import type { ReactNode } from 'react';
import { Cell, CellText, Table, type ColumnConfig } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { PartyLink, ScrollTable } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { Expiry } from './Expiry';
import { StateBadge } from './states';

/** Environments or single instances, one a row. */
export function SubjectsTable<T extends Environment | Instance>(props: {
  label: string;
  items?: T[];
  isPending: boolean;
  emptyState: ReactNode;
  name: { label: string; description: (item: T) => string | undefined };
  href: (item: T) => string;
  /** Beside the state. */
  badge?: (item: T) => ReactNode;
  /** Columns after the name and after all others. */
  afterName?: ColumnConfig<T>[];
  last?: ColumnConfig<T>[];
}) {
  const { name, href, badge, afterName = [], last = [] } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);

  const columns: ColumnConfig<T>[] = [
    {
      id: 'name',
      label: name.label,
      isRowHeader: true,
      width: '2fr',
      cell: item => (
        <CellText
          title={item.name}
          description={name.description(item)}
          href={href(item)}
        />
      ),
    },
    ...afterName,
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
          <StateBadge state={item.state} /> {badge?.(item)}
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
    ...last,
  ];

  return (
    <ScrollTable label={props.label}>
      <Table
        columnConfig={columns}
        data={props.items}
        isPending={props.isPending}
        pagination={{ type: 'none' }}
        emptyState={props.emptyState}
      />
    </ScrollTable>
  );
}
