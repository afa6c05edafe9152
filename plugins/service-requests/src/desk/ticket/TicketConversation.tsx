import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';
import { Conversation, type Said } from '../../request/conversation';
import { useWords } from '../../words';

/** What the parties of a ticket say to each other. */
export function TicketConversation({ ticket }: { ticket: TicketDetail }) {
  const { id: ticketId, mayWrite, mayManage } = ticket;
  const { t } = useWords();
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/tickets/{ticketId}/comments', {
        params: { path: { ticketId } },
      }),
    ticketId,
  );
  useLiveUpdates({ isActive: false, onChange: reload });
  const wish = useWish((client, body: Said, header) =>
    client.POST('/tickets/{ticketId}/comments', {
      params: { path: { ticketId }, header },
      body,
    }),
  );
  return (
    <Conversation
      messages={data?.items}
      error={error}
      readers={t('desk.say.means')}
      maxLength={10_000}
      mayWrite={mayWrite}
      mayNote={mayManage}
      wish={wish}
      onDone={reload}
    />
  );
}
