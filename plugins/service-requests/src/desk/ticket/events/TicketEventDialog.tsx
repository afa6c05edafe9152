import { useState } from 'react';
import { Text, TextAreaField } from '@backstage/ui';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { faultProps, faultsOf } from '../../../fields';
import { useWords } from '../../../words';
import { useStateNames } from '../../kinds';
import { useWindow, WindowFields } from '../../WindowFields';
import { useTicketEvent } from '../useTicket';

const TEXTS = ['reason', 'workaround', 'resolution'] as const;
type Texts = Partial<Record<(typeof TEXTS)[number], string>>;

/** Asks for what an event needs, and once more before it ends the ticket. */
export function TicketEventDialog(props: {
  ticket: TicketDetail;
  event: TicketDetail['possible'][number];
  isEnd: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, event, isEnd, onClose, onDone } = props;
  const { needs } = event;
  const { t, text } = useWords();
  const { nameOf } = useStateNames();
  const [said, setSaid] = useState<Texts>({
    workaround: ticket.workaround,
    resolution: ticket.resolution,
  });
  const [isTried, setTried] = useState(false);
  const window = useWindow(ticket);
  const wish = useTicketEvent(ticket, onDone);
  const needed = TEXTS.filter(field => needs.includes(field));
  const isWindowNeeded = needs.includes('window');
  const found = useFound(needed, said, isWindowNeeded ? window.value : {});
  const faults = { ...faultsOf(wish.error), ...(isTried && found) };
  return (
    <FormDialog
      title={text(event.titles)}
      onClose={onClose}
      error={wish.error}
      submit={{
        // Dialogs have a button “Close” already.
        label: isEnd
          ? t('desk.event.forGood', { event: text(event.titles) })
          : text(event.titles),
        isDestructive: isEnd,
        isPending: wish.isPending,
        onSubmit: () => {
          setTried(true);
          if (Object.keys(found).length > 0) return;
          const texts = needed.map(field => [field, said[field]?.trim()]);
          wish.submit({
            event: event.event,
            ...Object.fromEntries(texts),
            ...(isWindowNeeded && window.value),
          });
        },
      }}
    >
      <Text as="p" weight="bold">
        {ticket.number} · {ticket.title}
      </Text>
      <Text as="p">
        {t(isEnd ? 'desk.event.ends' : 'desk.event.leads', {
          state: nameOf(ticket.kind, event.to),
        })}
      </Text>
      {needed.map(field => (
        <TextAreaField
          key={field}
          label={t(`desk.${field}`)}
          description={t(`desk.${field}.means`)}
          secondaryLabel={t('picker.required')}
          value={said[field] ?? ''}
          onChange={value =>
            setSaid(current => ({ ...current, [field]: value }))
          }
          maxLength={field === 'reason' ? 5_000 : 20_000}
          {...faultProps(faults[field])}
        />
      ))}
      {isWindowNeeded && <WindowFields window={window} faults={faults} />}
    </FormDialog>
  );
}

/** What is lacking, by field; the server has the same rules. */
function useFound(
  needed: readonly (keyof Texts)[],
  said: Texts,
  window: { plannedFrom?: string; plannedTo?: string },
): Record<string, string> {
  const { t } = useWords();
  const lacking: string[] = [
    ...needed.filter(field => !said[field]?.trim()),
    ...(['plannedFrom', 'plannedTo'] as const).filter(
      field => field in window && !window[field],
    ),
  ];
  const found: Record<string, string> = Object.fromEntries(
    lacking.map(field => [field, t('form.rule.required')]),
  );
  const { plannedFrom, plannedTo } = window;
  if (plannedFrom && plannedTo && plannedTo <= plannedFrom) {
    found.plannedTo = t('desk.rule.afterBegin');
  }
  return found;
}
