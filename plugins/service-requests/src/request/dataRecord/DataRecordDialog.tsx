import { useState } from 'react';
import { Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { DayField, faultProps, faultsOf } from '../../fields';
import { useWords } from '../../words';

type DataRecord = NonNullable<ServiceRequestDetail['dataRecord']>;

const OUTCOMES = [
  'handed-back',
  'deleted',
  'handed-back-and-deleted',
  'none',
] as const;

/** Puts on record whether data were handed back or deleted, when, and how that is proven. */
export function DataRecordDialog(props: {
  request: ServiceRequestDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { request, onClose, onDone } = props;
  const { t } = useWords();
  const [record, setRecord] = useState<DataRecord>(
    request.dataRecord ?? {
      outcome: 'handed-back-and-deleted',
      at: new Date().toISOString().slice(0, 10),
      evidence: '',
    },
  );
  const change = (part: Partial<DataRecord>) =>
    setRecord(current => ({ ...current, ...part }));
  const wish = useWish((client, body: DataRecord, header) =>
    client.PUT('/requests/{requestId}/data-record', {
      params: { path: { requestId: request.id }, header },
      body,
    }),
  );
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('dataRecord.record')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('dataRecord.save'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(record)) onDone();
        },
      }}
    >
      <RadioGroup
        label={t('dataRecord.outcome')}
        value={record.outcome}
        onChange={outcome =>
          change({ outcome: outcome as DataRecord['outcome'] })
        }
      >
        {OUTCOMES.map(outcome => (
          <Radio key={outcome} value={outcome}>
            {t(`dataRecord.outcome.${outcome}`)}
          </Radio>
        ))}
      </RadioGroup>
      <DayField
        label={t('dataRecord.at')}
        value={record.at}
        onChange={at => change({ at })}
        fault={faults.at}
      />
      <TextAreaField
        label={t('dataRecord.evidence')}
        description={t('dataRecord.evidence.means')}
        secondaryLabel={t('picker.required')}
        value={record.evidence}
        onChange={evidence => change({ evidence })}
        maxLength={5000}
        {...faultProps(faults.evidence)}
      />
    </FormDialog>
  );
}
