import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';

/** What tickets are about. */
export type TicketSubject = {
  service?: string;
  system?: string;
  environment?: string;
  instance?: string;
};

const SHOWN = 5;

/** The latest open tickets about something. */
export function useOpenTickets(subject: TicketSubject) {
  const query = { ...subject, open: true, limit: SHOWN };
  const tickets = useQuery(
    client => client.GET('/tickets', { params: { query } }),
    JSON.stringify(query),
  );
  useLiveUpdates({ isActive: false, onChange: tickets.reload });
  return tickets;
}
