import { useState } from 'react';
import { Select, Text, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Cause,
  Outage,
  OutageReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { FilterSelect, FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useZonedFormat } from '../../clock';
import {
  FieldFault,
  ReasonField,
  useFaults,
  useReasonFault,
} from '../../fields';
import { useLevelName } from '../../levels/LevelItem';
import { useLevels } from '../../levels/useLevels';
import { serviceLevelsTranslationRef } from '../../translation';
import { CauseField } from './CauseField';
import { IntervalFields } from './IntervalFields';
import { usePastInterval } from './usePastInterval';

const IMPACTS = ['down', 'degraded', 'none'] as const;
const CLASSES = [
  'operation-preventing',
  'operation-impeding',
  'minor',
] as const;
const LONGEST_TITLE = 500;

type Rest = Pick<OutageReport, 'impact' | 'incidentClass'> & {
  cause?: Cause;
  title: string;
  reason: string;
};

/** Records an outage that nothing has measured; a second person has to confirm it. */
export function RecordDialog(props: {
  onClose: () => void;
  onDone: (outage: Outage) => void;
}) {
  const { onClose, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data } = useLevels({});
  const levels = data?.items ?? [];
  const nameOf = useLevelName(levels);
  const [levelId, setLevelId] = useState<string>();
  const ownZone = useZonedFormat().timeZone;
  const timeZone = levels.find(({ id }) => id === levelId)?.timeZone;
  const form = usePastInterval(timeZone ?? ownZone);
  const [rest, setRest] = useState<Rest>({
    impact: 'down',
    title: '',
    reason: '',
  });
  const change = (part: Partial<Rest>) => setRest({ ...rest, ...part });
  const wish = useWish((client, body: OutageReport, header) =>
    client.POST('/outages', { params: { header }, body }),
  );
  const reasonFault = useReasonFault();
  const faults = useFaults(
    {
      ...form.faults,
      commitmentId: levelId ? undefined : t('field.required'),
      cause: rest.cause ? undefined : t('field.required'),
      reason: reasonFault(rest.reason),
    },
    wish.error,
  );
  const options = levels
    .map(level => {
      const { subject, agreement, forWhom } = nameOf(level);
      return { value: level.id, label: `${subject}: ${agreement}, ${forWhom}` };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
  const submit = async () => {
    const { cause, title, reason, impact, incidentClass } = rest;
    const { interval } = form;
    if (!faults.isSound() || !interval || !levelId || !cause) return;
    const outage = await wish.submit({
      commitmentId: levelId,
      ...interval,
      cause,
      reason: reason.trim(),
      impact,
      incidentClass,
      ...(title.trim() && { title: title.trim() }),
    });
    if (outage) onDone(outage);
  };
  return (
    <FormDialog
      title={t('outages.record')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('outages.record'),
        isPending: wish.isPending,
        onSubmit: submit,
      }}
    >
      <Text as="p">{t('outage.dialog.record')}</Text>
      <div>
        <Select
          label={t('outage.field.commitment')}
          options={options}
          searchable
          searchPlaceholder={t('general.search')}
          placeholder={t('general.choose')}
          selectionMode="single"
          value={levelId ?? null}
          onChange={key => setLevelId(key === null ? undefined : String(key))}
        />
        <FieldFault id="record-commitment" fault={faults.of('commitmentId')} />
      </div>
      <IntervalFields form={form} faults={faults} timeZone={timeZone} />
      <CauseField
        label={t('outage.field.cause')}
        value={rest.cause}
        onChange={cause => change({ cause })}
        fault={faults.of('cause')}
      />
      <Select
        label={t('outage.impact')}
        options={IMPACTS.map(value => ({
          value,
          label: t(`outage.impact.${value}`),
        }))}
        selectionMode="single"
        value={rest.impact}
        onChange={key => change({ impact: IMPACTS.find(one => one === key) })}
      />
      <FilterSelect
        label={t('outage.class')}
        anyLabel={t('outage.class.none')}
        options={CLASSES.map(id => ({ id, label: t(`levels.class.${id}`) }))}
        value={rest.incidentClass}
        onChange={key =>
          change({ incidentClass: CLASSES.find(one => one === key) })
        }
      />
      <TextField
        label={t('outage.field.title')}
        value={rest.title}
        onChange={title => change({ title })}
        maxLength={LONGEST_TITLE}
        autoComplete="off"
      />
      <ReasonField
        label={t('outage.field.reason')}
        value={rest.reason}
        onChange={reason => change({ reason })}
        fault={faults.of('reason')}
      />
    </FormDialog>
  );
}
