import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { useWords } from '../words';

const DONE = ['restored', 'resolved', 'implemented'];

function toneOf(ticket: Ticket, isMine: boolean): Tone {
  if (isMine) return 'warning';
  if (DONE.includes(ticket.state)) return 'good';
  if (!ticket.open) return 'quiet';
  return ticket.incidentClass === 'operation-preventing' ? 'bad' : 'busy';
}

/** The state of a ticket; its sign says whether it needs the reader. */
export function TicketBadge(props: { ticket: Ticket; isMine?: boolean }) {
  const { ticket, isMine = false } = props;
  const { text } = useWords();
  return (
    <StatusBadge tone={toneOf(ticket, isMine)}>
      {text(ticket.stateTitles)}
    </StatusBadge>
  );
}
