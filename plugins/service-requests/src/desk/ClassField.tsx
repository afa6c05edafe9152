import { Select } from '@backstage/ui';
import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';
import { CLASSES } from './kinds';

/** How bad an incident is, by what the agreement counts. */
export function ClassField(props: {
  value: Ticket['incidentClass'];
  onChange: (incidentClass: NonNullable<Ticket['incidentClass']>) => void;
  fault: string | undefined;
}) {
  const { value, onChange, fault } = props;
  const { t } = useWords();
  const meaning = value && t(`desk.class.${value}.means`);
  return (
    <Select
      label={t('desk.column.class')}
      secondaryLabel={t('picker.required')}
      description={[fault, meaning].filter(Boolean).join(' ')}
      placeholder={t('picker.choose')}
      options={CLASSES.map(id => ({ id, label: t(`desk.class.${id}`) }))}
      selectionMode="single"
      value={value ?? null}
      onChange={key => {
        const chosen = CLASSES.find(one => one === key);
        if (chosen) onChange(chosen);
      }}
      isInvalid={fault !== undefined}
    />
  );
}
