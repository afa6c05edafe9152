import { useState } from 'react';
import { Select, Text } from '@backstage/ui';
import type {
  TicketDetail,
  TicketLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../../api/useWish';
import { useWords } from '../../../words';
import { useLinkOptions } from './useLinkOptions';

const KINDS: readonly TicketLink['kind'][] = [
  'ticket',
  'request',
  'outage',
  'environment',
];

/** Links the ticket with something that the reader may see. */
export function LinkDialog(props: {
  ticket: TicketDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, onClose, onDone } = props;
  const { t } = useWords();
  const [linkKind, setKind] = useState<TicketLink['kind']>('ticket');
  const [targetId, setTarget] = useState<string>();
  const { options, error } = useLinkOptions(ticket, linkKind);
  const wish = useWish(
    (
      client,
      target: { linkKind: TicketLink['kind']; targetId: string },
      header,
    ) =>
      client.PUT('/tickets/{ticketId}/links/{linkKind}/{targetId}', {
        params: { path: { ticketId: ticket.id, ...target }, header },
      }),
  );
  return (
    <FormDialog
      title={t('desk.links.add')}
      onClose={onClose}
      error={wish.error ?? error}
      submit={{
        label: t('desk.links.add'),
        isPending: wish.isPending,
        isDisabled: targetId === undefined,
        onSubmit: async () => {
          if (targetId && (await wish.submit({ linkKind, targetId }))) onDone();
        },
      }}
    >
      <Text as="p">{t('desk.links.means')}</Text>
      <Select
        label={t('desk.links.kind')}
        options={KINDS.map(id => ({ id, label: t(`desk.link.${id}`) }))}
        selectionMode="single"
        value={linkKind}
        onChange={key => {
          setKind(KINDS.find(one => one === key) ?? 'ticket');
          setTarget(undefined);
        }}
      />
      <Select
        key={linkKind}
        label={t(`desk.link.${linkKind}`)}
        secondaryLabel={t('picker.required')}
        description={options.length === 0 ? t('desk.links.nothing') : undefined}
        options={options}
        isDisabled={options.length === 0}
        searchable={options.length > 8}
        searchPlaceholder={t('picker.search')}
        placeholder={t('picker.choose')}
        selectionMode="single"
        value={targetId ?? null}
        onChange={key => setTarget(key === null ? undefined : String(key))}
      />
    </FormDialog>
  );
}
