import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink, Section } from '@dualcloud/foundation-react';
import { Actor } from '../../request/Actor';
import { useWords } from '../../words';
import { AssignDialog } from './AssignDialog';
import { ChangeDialog } from './ChangeDialog';
import { EnvironmentName } from './links/EnvironmentName';
import { OutageDialog } from './OutageDialog';

const DIALOGS = {
  change: ChangeDialog,
  assign: AssignDialog,
  outage: OutageDialog,
};

/** Whom and what the ticket concerns; those who work on it change it here. */
export function TicketFacts(props: {
  ticket: TicketDetail;
  onDone: () => void;
}) {
  const { ticket, onDone } = props;
  const { t } = useWords();
  const [dialog, setDialog] = useState<keyof typeof DIALOGS>();
  const Dialog = dialog && DIALOGS[dialog];
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  return (
    <Section
      title={t('desk.facts')}
      actions={
        ticket.mayWork && (
          <>
            <Button variant="secondary" onPress={() => setDialog('change')}>
              {t('desk.change')}
            </Button>
            <Button variant="secondary" onPress={() => setDialog('assign')}>
              {t('desk.assign')}
            </Button>
            {ticket.mayConfirmOutage && (
              <Button variant="secondary" onPress={() => setDialog('outage')}>
                {t('desk.outage.confirm')}
              </Button>
            )}
          </>
        )
      }
    >
      <Facts
        items={[
          { label: t('desk.column.service'), value: party(ticket.serviceRef) },
          { label: t('requests.system'), value: party(ticket.systemRef) },
          {
            label: t('desk.environment'),
            value: ticket.environmentId && (
              <EnvironmentName id={ticket.environmentId} />
            ),
          },
          { label: t('requests.customer'), value: party(ticket.customerRef) },
          {
            label: t('form.softwareProvider'),
            value: party(ticket.softwareProviderRef),
          },
          {
            label: t('desk.reportedBy'),
            value: <Actor actor={ticket.reportedBy} />,
          },
          { label: t('desk.reporterName'), value: ticket.reporterName },
        ]}
      />
      {Dialog && (
        <Dialog
          ticket={ticket}
          onClose={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined);
            onDone();
          }}
        />
      )}
    </Section>
  );
}
