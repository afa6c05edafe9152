import { useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  PossibleEvent,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { faultsOf, ReasonField } from '../../fields';
import { useWords } from '../../words';
import { useEvent } from './useEvent';

/** Asks for the words that an event needs, and once more before it ends the request. */
export function EventDialog(props: {
  request: ServiceRequestDetail;
  event: PossibleEvent;
  isEnd: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { request, event, isEnd, onClose, onDone } = props;
  const { t, text } = useWords();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const wish = useEvent(request, onDone);
  const isNeeded = event.needs.includes('reason');
  const isLacking = isNeeded && reason.trim() === '';
  return (
    <FormDialog
      title={text(event.titles)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: text(event.titles),
        isDestructive: isEnd,
        isPending: wish.isPending,
        onSubmit: () => {
          setTried(true);
          if (isLacking) return;
          const said = reason.trim() || undefined;
          wish.submit({ event: event.event, reason: said });
        },
      }}
    >
      <Text as="p" weight="bold">
        {request.number} · {request.title}
      </Text>
      <Text as="p">
        {t(isEnd ? 'request.event.ends' : 'request.event.leads', {
          state: text(event.toTitles),
        })}
      </Text>
      <ReasonField
        isOptional={!isNeeded}
        isTried={isTried}
        value={reason}
        onChange={setReason}
        maxLength={5000}
        fault={faultsOf(wish.error).reason}
      />
    </FormDialog>
  );
}
