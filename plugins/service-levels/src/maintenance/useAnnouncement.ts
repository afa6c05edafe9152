import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MaintenanceAnnouncement,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { instantAt, useZonedFormat } from '../clock';
import type { Faults } from '../fields';
import { serviceLevelsTranslationRef } from '../translation';

const DAY_MS = 86_400_000;
const LONGEST_MS = 31 * DAY_MS;
const FURTHEST_MS = 2 * 366 * DAY_MS;

/** What is typed into the form; begin and end on the wall clock. */
export type AnnouncementValues = {
  subjectRefs: string[];
  from: string;
  to: string;
  impact: MaintenanceAnnouncement['impact'];
  titleEn: string;
  titleDe: string;
  description: string;
};

/** The form of an announcement, with what is wrong by the rules of the API. */
export function useAnnouncement(levels: readonly ServiceLevel[]) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [values, setValues] = useState<AnnouncementValues>({
    subjectRefs: [],
    from: '',
    to: '',
    impact: 'down',
    titleEn: '',
    titleDe: '',
    description: '',
  });
  const concerned = levels.filter(({ subjectRef }) =>
    values.subjectRefs.includes(subjectRef),
  );
  const timeZone = concerned[0]?.timeZone;
  const zone = useZonedFormat(timeZone).timeZone;
  const from = instantAt(values.from, zone);
  const to = instantAt(values.to, zone);
  const faults: Faults = {};
  if (values.subjectRefs.length === 0) faults.subjectRefs = t('field.required');
  if (!from) faults.from = t('field.instant');
  else if (Date.parse(from) <= Date.now()) faults.from = t('field.future');
  if (!to) faults.to = t('field.instant');
  else if (from && to <= from) faults.to = t('field.after-from');
  else if (
    (from && Date.parse(to) - Date.parse(from) > LONGEST_MS) ||
    Date.parse(to) - Date.now() > FURTHEST_MS
  ) {
    faults.to = t('maintenance.field.range');
  }
  if (!values.titleEn.trim()) faults.titleEn = t('field.required');
  if (!values.titleDe.trim()) faults.titleDe = t('field.required');
  const description = values.description.trim();
  return {
    values,
    change: (part: Partial<AnnouncementValues>) =>
      setValues({ ...values, ...part }),
    faults,
    timeZone,
    concerned,
    /** Undefined while begin or end is wrong. */
    interval:
      from && to && !faults.from && !faults.to ? { from, to } : undefined,
    body: (interval: {
      from: string;
      to: string;
    }): MaintenanceAnnouncement => ({
      subjectRefs: values.subjectRefs,
      ...interval,
      impact: values.impact,
      titles: { en: values.titleEn.trim(), de: values.titleDe.trim() },
      ...(description && { description }),
    }),
  };
}
