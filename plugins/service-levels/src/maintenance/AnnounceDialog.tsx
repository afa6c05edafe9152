import { Select, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MaintenanceAnnouncement,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog, useEntityTitles } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { FieldFault, InstantField, ReasonField, useFaults } from '../fields';
import { serviceLevelsTranslationRef } from '../translation';
import { ByAgreements } from './ByAgreements';
import { useAnnouncement } from './useAnnouncement';

const IMPACTS = ['down', 'degraded', 'none'] as const;
const LONGEST_DESCRIPTION = 4_000;

/** Announces a window, and says before what the agreements have to say to it. */
export function AnnounceDialog(props: {
  levels: readonly ServiceLevel[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { levels, onClose, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const form = useAnnouncement(levels);
  const { values, change, timeZone, interval } = form;
  const subjects = [...new Set(levels.map(({ subjectRef }) => subjectRef))];
  const titleOf = useEntityTitles(subjects);
  const wish = useWish((client, body: MaintenanceAnnouncement, header) =>
    client.POST('/maintenance-windows', { params: { header }, body }),
  );
  const faults = useFaults(form.faults, wish.error);
  return (
    <FormDialog
      title={t('maintenance.announce')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('maintenance.announce'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (!faults.isSound() || !interval) return;
          if (await wish.submit(form.body(interval))) onDone();
        },
      }}
    >
      <div>
        <Select
          label={t('maintenance.field.subjects')}
          placeholder={t('maintenance.field.subjects.choose')}
          options={subjects
            .map(value => ({ value, label: titleOf(value) }))
            .sort((a, b) => a.label.localeCompare(b.label))}
          searchable
          searchPlaceholder={t('general.search')}
          selectionMode="multiple"
          value={values.subjectRefs}
          onChange={keys => change({ subjectRefs: keys.map(String) })}
        />
        <FieldFault id="announce-subjects" fault={faults.of('subjectRefs')} />
      </div>
      <InstantField
        label={t('maintenance.field.from')}
        timeZone={timeZone}
        value={values.from}
        onChange={from => change({ from })}
        fault={faults.of('from')}
      />
      <InstantField
        label={t('maintenance.field.to')}
        timeZone={timeZone}
        value={values.to}
        onChange={to => change({ to })}
        fault={faults.of('to')}
      />
      {interval && form.concerned.length > 0 && (
        <ByAgreements levels={form.concerned} interval={interval} />
      )}
      <Select
        label={t('outage.impact')}
        options={IMPACTS.map(value => ({
          value,
          label: t(`outage.impact.${value}`),
        }))}
        selectionMode="single"
        value={values.impact}
        onChange={key =>
          change({ impact: IMPACTS.find(one => one === key) ?? 'down' })
        }
      />
      {(['titleEn', 'titleDe'] as const).map(field => (
        <div key={field}>
          <TextField
            label={t(`maintenance.field.${field}`)}
            value={values[field]}
            onChange={title => change({ [field]: title })}
            maxLength={255}
            autoComplete="off"
            isInvalid={faults.of(field) !== undefined}
          />
          <FieldFault id={`announce-${field}`} fault={faults.of(field)} />
        </div>
      ))}
      <ReasonField
        label={t('maintenance.field.description')}
        value={values.description}
        onChange={description => change({ description })}
        fault={faults.of('description')}
        maxLength={LONGEST_DESCRIPTION}
        isOptional
      />
    </FormDialog>
  );
}
