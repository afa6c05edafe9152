import type { Message, NotificationLanguage } from '@dualcloud/foundation-node';
import { periodAfter, periodAt } from '../calendars';
import type { LateChange } from '../outages';
import type { ReportStore } from '../reports';
import { type Concerned, recipientsOf } from './recipients';
import { periodText } from './words';

/** One message per month that is over, and one more where its report was released. */
export async function lateChangeMessages(
  change: LateChange,
  concerned: Concerned[],
  reports: ReportStore,
): Promise<Message[]> {
  const what = change.measured ? 'measurements' : 'outage';
  const months = concerned
    .filter(one => mayChange(change, one))
    .flatMap(one =>
      monthsOver(change, one).map(month => ({ one, month, what } as const)),
    );
  const reportIdOf = ({ one, month }: (typeof months)[number]) =>
    `${one.commitment.id}-${month}`;
  const released = new Set(
    (await reports.newest(months.map(reportIdOf))).map(row => row.report_id),
  );
  return months.flatMap((entry): Message[] => {
    const { one, month } = entry;
    const { commitment, owner = '' } = one;
    const common = {
      severity: 'normal',
      topic: 'service-levels-late-changes',
    } as const;
    const changed: Message = {
      ...common,
      to: recipientsOf(commitment, owner),
      texts: {
        en: changedTexts(entry, 'en'),
        de: changedTexts(entry, 'de'),
      },
      link: `/service-levels/levels/${encodeURIComponent(
        commitment.id,
      )}?period=${month}`,
      // Whatever changes it once more, it is one month to look at.
      scope: `late-change:${commitment.id}:${month}`,
    };
    const reportId = reportIdOf(entry);
    if (!released.has(reportId)) return [changed];
    const correction: Message = {
      ...common,
      to: [owner],
      texts: {
        en: correctionTexts(entry, 'en'),
        de: correctionTexts(entry, 'de'),
      },
      link: `/service-levels/reports/${encodeURIComponent(reportId)}`,
      scope: `report-correction:${reportId}`,
    };
    return [changed, correction];
  });
}

/** Not where gaps are taken for up anyway, and nobody is promised the metric. */
function mayChange({ measured }: LateChange, { terms }: Concerned): boolean {
  if (!measured) return true;
  const objectives = terms?.objectives ?? [];
  return measured === 'states'
    ? terms?.gaps !== 'up' &&
        objectives.some(({ type }) => type === 'availability')
    : objectives.some(({ id }) => id === measured.objective);
}

function monthsOver(
  { fromS, toS, atS }: Pick<LateChange, 'fromS' | 'toS' | 'atS'>,
  { commitment, timeZone }: Concerned,
): string[] {
  const from = Math.max(fromS, commitment.fromS);
  const end = Math.min(toS, commitment.toS ?? toS);
  const running = periodAt('month', atS, timeZone).firstMonth;
  const months: string[] = [];
  if (from >= end) return months;
  const last = periodAt('month', end - 1, timeZone).firstMonth;
  let month = periodAt('month', from, timeZone);
  while (month.firstMonth <= last && month.firstMonth < running) {
    months.push(month.name);
    month = periodAfter(month);
  }
  return months;
}

type Entry = { one: Concerned; month: string; what: 'outage' | 'measurements' };

const CHANGED = {
  outage: {
    en: (period: string) => `an outage in ${period} now counts differently`,
    de: (period: string) => `Ein Ausfall im ${period} zählt jetzt anders`,
  },
  measurements: {
    en: (period: string) => `measurements of ${period} came late`,
    de: (period: string) => `Messwerte für ${period} kamen spät`,
  },
};

const AFTER_RELEASE = {
  outage: {
    en: 'An outage changed after its release.',
    de: 'Nach der Freigabe hat sich ein Ausfall geändert.',
  },
  measurements: {
    en: 'Measurements came after its release.',
    de: 'Nach der Freigabe kamen Messwerte hinzu.',
  },
};

function changedTexts(
  { one, month, what }: Entry,
  language: NotificationLanguage,
) {
  const period = periodText(month, language);
  return {
    title: `${one.name(language)}: ${CHANGED[what][language](period)}`,
    description:
      language === 'de'
        ? `Die Zahlen von ${period} können sich dadurch geändert haben. Die Seite zeigt den neuen Stand.`
        : `The figures of ${period} may have changed by it. The page shows them as they are now.`,
  };
}

function correctionTexts(
  { one, month, what }: Entry,
  language: NotificationLanguage,
) {
  const name = one.name(language);
  const period = periodText(month, language);
  const why = AFTER_RELEASE[what][language];
  return language === 'de'
    ? {
        title: `${name}: Bericht für ${period} prüfen`,
        description: `${why} Weichen die Zahlen ab, ist eine Korrektur fällig.`,
      }
    : {
        title: `${name}: check the report of ${period}`,
        description: `${why} If the figures differ, a correction is due.`,
      };
}
