import { useState } from 'react';
import { Text, TextAreaField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';

const LONGEST_NOTE = 2000;

/** Says that a day has been looked at, and what was found. */
export function AcknowledgeDialog(props: {
  anomaly: Anomaly;
  onClose: () => void;
  onDone: () => void;
}) {
  const { anomaly, onClose, onDone } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const [note, setNote] = useState('');
  const wish = useWish((client, body: { note?: string }, header) =>
    client.POST('/anomalies/{anomalyId}/acknowledge', {
      body,
      params: { path: { anomalyId: anomaly.id }, header },
    }),
  );
  return (
    <FormDialog
      title={t('explorer.acknowledge.title')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('explorer.acknowledge'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit({ note: note.trim() || undefined })) onDone();
        },
      }}
    >
      <Text as="p">
        {t('explorer.acknowledge.meaning', {
          name:
            anomaly.allocation.environmentName ??
            anomaly.allocation.instanceName,
          day: format.range(anomaly.day, anomaly.lastDay),
        })}
      </Text>
      <TextAreaField
        label={t('explorer.acknowledge.note')}
        description={t('explorer.acknowledge.noteMeaning')}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
