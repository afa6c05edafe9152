import { useState } from 'react';
import { TextAreaField, TextField } from '@backstage/ui';
import type {
  TicketChange,
  TicketDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultProps, faultsOf } from '../../fields';
import { useWords } from '../../words';
import { ClassField } from '../ClassField';
import { useWindow, WindowFields } from '../WindowFields';

const TEXTS = ['description', 'workaround', 'resolution'] as const;

/** What those who work on it write down; only what they have changed is sent. */
export function ChangeDialog(props: {
  ticket: TicketDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, onClose, onDone } = props;
  const { t } = useWords();
  const [said, setSaid] = useState<TicketChange>({});
  const change = (part: TicketChange) =>
    setSaid(current => ({ ...current, ...part }));
  const window = useWindow(ticket);
  const wish = useWish((client, body: TicketChange, header) =>
    client.PUT('/tickets/{ticketId}', {
      params: { path: { ticketId: ticket.id }, header },
      body: { ...body, revision: ticket.revision },
    }),
  );
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('desk.change')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('desk.change.save'),
        isPending: wish.isPending,
        isDisabled: Object.keys(said).length === 0 && !window.isChanged,
        onSubmit: async () => {
          const body = { ...said, ...(window.isChanged && window.value) };
          if (await wish.submit(body)) onDone();
        },
      }}
    >
      <TextField
        label={t('desk.field.title')}
        value={said.title ?? ticket.title}
        onChange={title => change({ title })}
        maxLength={200}
        {...faultProps(faults.title)}
      />
      {ticket.kind === 'incident' && (
        <ClassField
          value={said.incidentClass ?? ticket.incidentClass}
          onChange={incidentClass => change({ incidentClass })}
          fault={faults.incidentClass}
        />
      )}
      {TEXTS.map(field => (
        <TextAreaField
          key={field}
          label={t(`desk.${field}`)}
          value={said[field] ?? ticket[field] ?? ''}
          onChange={text => change({ [field]: text })}
          maxLength={20_000}
          rows={3}
          {...faultProps(faults[field])}
        />
      ))}
      {ticket.kind === 'change' && (
        <WindowFields window={window} faults={faults} />
      )}
    </FormDialog>
  );
}
