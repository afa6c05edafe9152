import type { ReactNode } from 'react';
import { CellText } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Instance } from '@dualcloud/backstage-plugin-cloud-services-common';
import { StatusBadge } from '@dualcloud/foundation-react';
import { instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { SubjectsTable } from './SubjectsTable';
import { useTitles } from './useTitles';

/** Service instances, one a row. */
export function InstancesTable(props: {
  label: string;
  instances?: Instance[];
  isPending: boolean;
  emptyState: ReactNode;
}) {
  const { instances, ...table } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const instancePath = useRouteRef(instanceRouteRef);
  const { serviceOf, planOf } = useTitles();

  return (
    <SubjectsTable
      {...table}
      items={instances}
      name={{
        label: t('instance.name'),
        description: item => item.componentName,
      }}
      href={item => instancePath({ instanceId: item.id })}
      badge={item =>
        item.simulated && (
          <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
        )
      }
      afterName={[
        {
          id: 'service',
          label: t('instance.service'),
          cell: item => (
            <CellText title={serviceOf(item)} description={planOf(item)} />
          ),
        },
      ]}
    />
  );
}
