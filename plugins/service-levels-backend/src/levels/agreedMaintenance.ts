import type { AgreementBook } from '../agreements';
import type { Commitment } from '../commitments';
import type { AgreedMaintenance, RecurringWindow } from '../maintenance';

/** What the agreements of a moment say about maintenance. */
export function agreedMaintenanceOf(book: AgreementBook): AgreedMaintenance {
  return {
    termsOf: (commitment, atS) => {
      const version = book.at(commitment.agreement, atS);
      return (
        version && {
          maintenance: version.effective.maintenance,
          timeZone: version.calendar.spec.timeZone,
        }
      );
    },
    recurring: (commitments, { fromS, toS }) => {
      const byCalendar = new Map<string, Set<string>>();
      for (const commitment of commitments) {
        const version = book.within(commitment.agreement, [fromS, toS]);
        if (!version || !livesIn(commitment, fromS, toS)) continue;
        const subjects = byCalendar.get(version.calendar.ref) ?? new Set();
        byCalendar.set(version.calendar.ref, subjects);
        subjects.add(commitment.subjectRef);
      }
      return [...byCalendar].flatMap(([ref, subjects]): RecurringWindow[] => {
        const calendar = book.calendar(ref)?.calendar;
        return (calendar?.maintenance([fromS, toS]) ?? []).map(window => ({
          id: `${ref}/${window.id}`,
          calendar: ref,
          subjectRefs: [...subjects].sort(),
          fromS: window.interval[0],
          toS: window.interval[1],
          impact: window.impact,
          titles: window.titles ?? {
            en: 'Regular maintenance',
            de: 'Regelmäßige Wartung',
          },
        }));
      });
    },
  };
}

function livesIn(
  { fromS, toS }: Commitment,
  begin: number,
  end: number,
): boolean {
  return fromS < end && (toS === undefined || toS > begin);
}
