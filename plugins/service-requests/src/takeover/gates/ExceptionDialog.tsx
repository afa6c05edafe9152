import { useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { DayField, faultsOf, ReasonField } from '../../fields';
import { useWords } from '../../words';

const MS_PER_DAY = 86_400_000;
const USUAL_DAYS = 14;

/** Asks to let a release through a gate that it does not pass. */
export function ExceptionDialog(props: {
  takeover: TakeoverDetail;
  gate: TakeoverGateStanding;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, gate, onClose, onDone } = props;
  const { t, text } = useWords();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() =>
    new Date(Date.now() + USUAL_DAYS * MS_PER_DAY).toISOString().slice(0, 10),
  );
  const [isTried, setTried] = useState(false);
  const wish = useWish(
    (client, said: { reason: string; until: string }, header) =>
      client.POST('/takeovers/{takeoverId}/exceptions', {
        params: { path: { takeoverId: takeover.id }, header },
        body: { ...said, gate: gate.id },
      }),
  );
  const faults = faultsOf(wish.error);
  const isLacking = reason.trim() === '';
  return (
    <FormDialog
      title={t('gates.exception.ask')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('gates.exception.ask'),
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (isLacking) return;
          if (await wish.submit({ reason: reason.trim(), until })) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {text(gate.titles)}
      </Text>
      <Text as="p">{t('gates.exception.means')}</Text>
      <ReasonField
        description={t('gates.exception.reason.means')}
        isTried={isTried}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        fault={faults.reason}
      />
      <DayField
        label={t('gates.exception.until')}
        description={t('gates.exception.until.means')}
        value={until}
        onChange={setUntil}
        fault={faults.until}
      />
    </FormDialog>
  );
}
