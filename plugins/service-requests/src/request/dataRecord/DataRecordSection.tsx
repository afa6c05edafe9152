import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { DataRecordDialog } from './DataRecordDialog';

/** What became of the data of a service that ends; shown only where that is asked. */
export function DataRecordSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { dataRecord, possible, mayManage, ended } = request;
  const { t, format } = useWords();
  const [isOpen, setOpen] = useState(false);
  const isAsked = possible.some(({ needs }) => needs.includes('data-record'));
  if (!dataRecord && !isAsked) return null;
  return (
    <Section
      title={t('dataRecord.title')}
      actions={
        mayManage &&
        !ended && (
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {t('dataRecord.record')}
          </Button>
        )
      }
    >
      {!dataRecord && <Text as="p">{t('dataRecord.none')}</Text>}
      {dataRecord && (
        <Facts
          items={[
            {
              label: t('dataRecord.outcome'),
              value: t(`dataRecord.outcome.${dataRecord.outcome}`),
            },
            {
              label: t('dataRecord.at'),
              value: format.date(`${dataRecord.at}T12:00:00`),
            },
            {
              label: t('dataRecord.evidence'),
              value: <span className={styles.text}>{dataRecord.evidence}</span>,
            },
          ]}
        />
      )}
      {isOpen && (
        <DataRecordDialog
          request={request}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </Section>
  );
}
