import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink, Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { PartyLinks } from '../PartyLinks';
import { AssignDialog } from './AssignDialog';

/** Who carries it out, answers for it, advises and is told. */
export function AssignmentSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { assignment, mayManage, ended } = request;
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={t('assignment.title')}
      actions={
        mayManage &&
        !ended && (
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {t('assignment.assign')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          {
            label: t('assignment.responsible'),
            value: <PartyLink entityRef={assignment.responsible} />,
          },
          {
            label: t('assignment.accountable'),
            value: <PartyLink entityRef={assignment.accountable} />,
          },
          {
            label: t('assignment.consulted'),
            value: <PartyLinks refs={assignment.consulted} />,
          },
          {
            label: t('assignment.informed'),
            value: <PartyLinks refs={assignment.informed} />,
          },
        ]}
      />
      {isOpen && (
        <AssignDialog
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
