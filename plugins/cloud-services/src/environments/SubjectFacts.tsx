import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { Facts, PartyLink, useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { Expiry } from './Expiry';
import { StateBadge } from './states';

/** What is true of an environment and of a single instance alike. */
export function SubjectFacts(props: {
  of: Environment | Instance;
  more?: Parameters<typeof Facts>[0]['items'];
}) {
  const { of: it, more = [] } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  return (
    <Facts
      items={[
        { label: t('filter.state'), value: <StateBadge state={it.state} /> },
        { label: t('filter.stage'), value: t(`stage.${it.stage}`) },
        {
          label: t('environment.system'),
          value: party(it.parties.systemRef),
        },
        { label: t('environment.owner'), value: party(it.parties.ownerRef) },
        { label: t('party.customer'), value: party(it.parties.customerRef) },
        {
          label: t('party.softwareProvider'),
          value: party(it.parties.softwareProviderRef),
        },
        { label: t('commission.payer'), value: party(it.parties.payerRef) },
        {
          label: t('environment.expiry'),
          value: <Expiry expiresAt={it.expiresAt} />,
        },
        ...more,
        {
          label: t('environment.orderedAt'),
          value: format.dateTime(it.createdAt),
        },
        {
          label: t('environment.readyAt'),
          value: it.readyAt && format.dateTime(it.readyAt),
        },
        {
          label: t('environment.terminatedAt'),
          value: it.terminatedAt && format.dateTime(it.terminatedAt),
        },
      ]}
    />
  );
}
