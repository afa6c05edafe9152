import type {
  TicketDetail,
  TicketEventWish,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';

/** One ticket as it is now, and its history; both follow what others do. */
export function useTicket(ticketId: string) {
  const params = { path: { ticketId } };
  const ticket = useQuery(
    client => client.GET('/tickets/{ticketId}', { params }),
    ticketId,
  );
  const history = useQuery(
    client => client.GET('/tickets/{ticketId}/history', { params }),
    ticketId,
  );
  const reload = () => {
    ticket.reload();
    history.reload();
  };
  useLiveUpdates({
    isActive: ticket.data?.open === true,
    progress: String(ticket.data?.revision),
    onChange: reload,
  });
  return { ticket, history, reload };
}

/** Moves a ticket along, as it was when the reader looked at it. */
export function useTicketEvent(ticket: TicketDetail, onDone: () => void) {
  const wish = useWish((client, said: TicketEventWish, header) =>
    client.POST('/tickets/{ticketId}/events', {
      params: { path: { ticketId: ticket.id }, header },
      body: { ...said, revision: ticket.revision },
    }),
  );
  return {
    ...wish,
    submit: async (said: TicketEventWish) => {
      if (await wish.submit(said)) onDone();
    },
  };
}
