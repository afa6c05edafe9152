import { Section } from '@dualcloud/foundation-react';
import { useOpenTickets } from '../useOpenTickets';
import { TicketList } from '../TicketList';
import { useWords } from '../../words';

/** What is open about the service already: perhaps one need not report it again. */
export function KnownAlready({ service }: { service: string }) {
  const { t } = useWords();
  const { data } = useOpenTickets({ service });
  if (!data || data.items.length === 0) return null;
  return (
    <Section
      level="h3"
      title={t('desk.known')}
      description={t('desk.known.means')}
    >
      <TicketList tickets={data.items} label={t('desk.known')} />
    </Section>
  );
}
