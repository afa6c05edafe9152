import { Text } from '@backstage/ui';
import type {
  TicketDetail,
  TicketLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../../api/useWish';
import { useWords } from '../../../words';
import { LinkTarget } from './LinkTarget';

/** Asks before a link is taken away. */
export function UnlinkDialog(props: {
  ticket: TicketDetail;
  link: TicketLink;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, link, onClose, onDone } = props;
  const { t } = useWords();
  const wish = useWish(async (client, target: TicketLink, header) => {
    await client.DELETE('/tickets/{ticketId}/links/{linkKind}/{targetId}', {
      params: {
        path: {
          ticketId: ticket.id,
          linkKind: target.kind,
          targetId: target.id,
        },
        header,
      },
    });
    // The answer has no content.
    return { data: true };
  });
  return (
    <FormDialog
      title={t('desk.links.remove')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('desk.links.remove'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(link)) onDone();
        },
      }}
    >
      <LinkTarget link={link} />
      <Text as="p">{t('desk.links.remove.means')}</Text>
    </FormDialog>
  );
}
