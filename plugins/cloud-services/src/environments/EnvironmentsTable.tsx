import type { ReactNode } from 'react';
import { CellText } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useFormat, useLanguage } from '@dualcloud/foundation-react';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { SubjectsTable } from './SubjectsTable';

/** Environments, one a row. */
export function EnvironmentsTable(props: {
  label: string;
  environments?: Environment[];
  isPending: boolean;
  emptyState: ReactNode;
}) {
  const { environments, ...table } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const language = useLanguage();
  const environmentPath = useRouteRef(environmentRouteRef);

  return (
    <SubjectsTable
      {...table}
      items={environments}
      name={{
        label: t('environment.name'),
        description: item =>
          localize(item.blueprintTitles, language, item.blueprintTitle),
      }}
      href={item => environmentPath({ environmentId: item.id })}
      last={[
        {
          id: 'instances',
          label: t('environment.count'),
          cell: item => (
            <CellText title={format.number(item.instances.length)} />
          ),
        },
      ]}
    />
  );
}
