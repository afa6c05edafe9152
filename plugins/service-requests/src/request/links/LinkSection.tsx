import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink, Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { useEnvironments } from './useEnvironments';
import { LinkDialog } from './LinkDialog';

/** Whom and what the request concerns. */
export function LinkSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  const { refOf } = useEnvironments(
    request.testEnvironmentId || request.productionEnvironmentId
      ? request.systemRef
      : undefined,
  );
  const environment = (id: string | undefined) =>
    id && (party(refOf(id)) ?? id);
  return (
    <Section
      title={t('links.title')}
      actions={
        request.mayManage &&
        !request.ended && (
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {t('links.link')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('requests.customer'), value: party(request.customerRef) },
          { label: t('links.requester'), value: party(request.requesterRef) },
          {
            label: t('form.softwareProvider'),
            value: party(request.softwareProviderRef),
          },
          { label: t('form.service'), value: party(request.serviceRef) },
          { label: t('form.system'), value: party(request.systemRef) },
          {
            label: t('links.testEnvironment'),
            value: environment(request.testEnvironmentId),
          },
          {
            label: t('links.productionEnvironment'),
            value: environment(request.productionEnvironmentId),
          },
        ]}
      />
      {isOpen && (
        <LinkDialog
          request={request}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </Section>
  );
}
