import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { wallClockOf } from '../../clock';
import { ReasonField, useFaults, useReasonFault } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';
import { IntervalFields } from './IntervalFields';
import { usePastInterval } from './usePastInterval';

/** Proposes other times; a second person has to confirm them. */
export function CorrectDialog(props: {
  outage: Outage;
  timeZone: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { outage, timeZone, onClose, onDone } = props;
  const { from, to } = outage.interval;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const form = usePastInterval(timeZone, {
    from: wallClockOf(from, timeZone),
    to: to ? wallClockOf(to, timeZone) : '',
  });
  const [reason, setReason] = useState('');
  const wish = useWish(
    (client, body: { from: string; to?: string; reason: string }, header) =>
      client.POST('/outages/{outageId}/correction', {
        params: { path: { outageId: outage.id }, header },
        body,
      }),
  );
  const reasonFault = useReasonFault();
  const faults = useFaults(
    { ...form.faults, reason: reasonFault(reason) },
    wish.error,
  );
  return (
    <FormDialog
      title={t('outage.do.correct')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('outage.do.correct'),
        isPending: wish.isPending,
        onSubmit: async () => {
          const { interval } = form;
          if (!faults.isSound() || !interval) return;
          const body = { ...interval, reason: reason.trim() };
          if (await wish.submit(body)) onDone();
        },
      }}
    >
      <Text as="p">{t('outage.dialog.correct')}</Text>
      <IntervalFields form={form} faults={faults} timeZone={timeZone} />
      <ReasonField
        label={t('outage.field.reason')}
        value={reason}
        onChange={setReason}
        fault={faults.of('reason')}
      />
    </FormDialog>
  );
}
