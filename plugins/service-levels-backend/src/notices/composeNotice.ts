import type { Message, NotificationLanguage } from '@dualcloud/foundation-node';
import type { AgreementBook, AgreementStore } from '../agreements';
import {
  type Commitment,
  type CommitmentStore,
  toCommitment,
} from '../commitments';
import type { MaintenanceStore, StoredWindow } from '../maintenance';
import type { LateChange, OutageStore, StoredOutage } from '../outages';
import type { ReportStore } from '../reports';
import { lateChangeMessages } from './lateChange';
import type { Notice } from './NoticeOutbox';
import { type Concerned, partiesOf, recipientsOf } from './recipients';
import { nameOf, timesText } from './words';

type Deps = {
  agreements: AgreementStore;
  commitments: CommitmentStore;
  outages: OutageStore;
  windows: MaintenanceStore;
  reports: ReportStore;
};

const CAUSES = {
  provider: { en: 'the IT service provider', de: 'IT-Service-Provider' },
  'software-provider': { en: 'the software provider', de: 'Software-Provider' },
  customer: { en: 'the agency', de: 'Behörde' },
  'force-majeure': { en: 'force majeure', de: 'höhere Gewalt' },
} as const;

const IMPACTS = {
  none: { en: 'no interruption expected', de: 'ohne Unterbrechung' },
  degraded: { en: 'with restrictions', de: 'mit Einschränkungen' },
  down: { en: 'not available', de: 'nicht verfügbar' },
} as const;

/** Says a notice to each of those whom it concerns; nothing if there is nobody. */
export async function composeNotice(
  notice: Notice,
  deps: Deps,
): Promise<Message[]> {
  switch (notice.kind) {
    case 'figure':
      return [notice.message];
    case 'maintenance':
      return maintenanceMessages(notice, deps);
    case 'late-change':
      return lateMessages(notice, deps);
    default:
      return outageMessages(notice, deps);
  }
}

async function maintenanceMessages(
  { windowId, withdrawnReason }: Extract<Notice, { kind: 'maintenance' }>,
  { windows, commitments, agreements }: Deps,
): Promise<Message[]> {
  const window = await windows.get(windowId);
  if (!window) return [];
  const rows = await commitments.ofSubjects(window.subjectRefs);
  const book = await agreements.book();
  const concerned = rows
    .map(toCommitment)
    .filter(one => one.toS === undefined || one.toS > window.fromS)
    .map(one => concernedOf(one, book, window.fromS));
  // One message to each party, and in it only what is its own.
  const byParties = new Map<string, Concerned[]>();
  for (const one of concerned) {
    for (const ref of partiesOf(one.commitment)) {
      byParties.set(ref, [...(byParties.get(ref) ?? []), one]);
    }
  }
  return [...byParties].map(([to, own]) => ({
    to,
    texts: {
      en: maintenanceTexts(window, own, withdrawnReason, 'en'),
      de: maintenanceTexts(window, own, withdrawnReason, 'de'),
    },
    link: '/service-levels/maintenance',
    severity: 'normal',
    topic: 'service-levels-maintenance',
    scope: `maintenance-window:${windowId}`,
  }));
}

function maintenanceTexts(
  window: StoredWindow,
  own: Concerned[],
  withdrawnReason: string | undefined,
  language: NotificationLanguage,
) {
  const names = [...new Set(own.map(({ name }) => name(language)))].join(', ');
  const times = timesText(window, own[0].timeZone, language);
  const title = nameOf(window.titles, window.id, language);
  const impact = IMPACTS[window.impact][language];
  if (withdrawnReason !== undefined) {
    return language === 'de'
      ? {
          title: `Wartung abgesagt: ${title}`,
          description: `${names}: Die Wartung ${times} findet nicht statt. Grund: ${withdrawnReason}`,
        }
      : {
          title: `Maintenance withdrawn: ${title}`,
          description: `${names}: the maintenance of ${times} will not take place. Reason: ${withdrawnReason}`,
        };
  }
  return language === 'de'
    ? {
        title: `Wartung angekündigt: ${title}`,
        description: `${names}: ${times}, ${impact}.`,
      }
    : {
        title: `Maintenance announced: ${title}`,
        description: `${names}: ${times}, ${impact}.`,
      };
}

async function outageMessages(
  notice: Extract<Notice, { kind: 'outage' }>,
  { outages, commitments, agreements }: Deps,
): Promise<Message[]> {
  const outage = await outages.get(notice.outageId);
  if (!outage) return [];
  const concerned = await concernedBy(outage, { commitments, agreements });
  return concerned.flatMap((one): Message[] => {
    const to =
      notice.deed === 'dispute'
        ? [one.owner ?? '']
        : recipientsOf(one.commitment, one.owner ?? '');
    return [
      {
        to,
        texts: {
          en: outageTexts(notice, outage, one, 'en'),
          de: outageTexts(notice, outage, one, 'de'),
        },
        link: `/service-levels/outages/${encodeURIComponent(outage.id)}`,
        severity: notice.deed === 'dispute' ? 'high' : 'normal',
        topic: 'service-levels-disputes',
        scope: `outage:${outage.id}:${one.commitment.id}`,
      },
    ];
  });
}

async function lateMessages(
  change: LateChange,
  { reports, ...deps }: Deps,
): Promise<Message[]> {
  return lateChangeMessages(change, await concernedBy(change, deps), reports);
}

async function concernedBy(
  outage: Pick<StoredOutage, 'subjectRef' | 'customerRef' | 'fromS'>,
  { commitments, agreements }: Pick<Deps, 'commitments' | 'agreements'>,
): Promise<Concerned[]> {
  const rows = await commitments.concernedBy(outage);
  const book = await agreements.book();
  return rows
    .map(toCommitment)
    .map(one => concernedOf(one, book, outage.fromS))
    .filter(({ owner }) => owner !== undefined);
}

function outageTexts(
  { deed, by, reason }: Extract<Notice, { kind: 'outage' }>,
  outage: StoredOutage,
  { name, timeZone }: Concerned,
  language: NotificationLanguage,
) {
  const times = timesText(outage, timeZone, language);
  const who = by.slice(by.lastIndexOf('/') + 1);
  const cause =
    CAUSES[
      deed === 'dispute' ? outage.claimedCause ?? outage.cause : outage.cause
    ][language];
  if (deed === 'dispute') {
    return language === 'de'
      ? {
          title: `${name(language)}: Ausfall bestritten`,
          description: `Ausfall ${times}. ${who} nennt als Verursacher: ${cause}. Grund: ${reason} Bitte entscheiden; bis dahin zählt er wie bisher.`,
        }
      : {
          title: `${name(language)}: outage disputed`,
          description: `Outage of ${times}. ${who} says that it was caused by ${cause}. Reason: ${reason} Please settle it; until then it counts as before.`,
        };
  }
  return language === 'de'
    ? {
        title: `${name(language)}: Streit um einen Ausfall entschieden`,
        description: `Ausfall ${times}. Verursacher: ${cause}. Begründung: ${reason}`,
      }
    : {
        title: `${name(language)}: dispute about an outage settled`,
        description: `Outage of ${times}. Caused by ${cause}. Reason: ${reason}`,
      };
}

function concernedOf(
  commitment: Commitment,
  book: AgreementBook,
  atS: number,
): Concerned {
  const version =
    book.at(commitment.agreement, atS) ??
    book.historyOf(commitment.agreement).at(-1);
  return {
    commitment,
    owner: version?.effective.owner,
    terms: version?.effective,
    timeZone: version?.calendar.spec.timeZone ?? 'UTC',
    name: language =>
      nameOf(version?.effective.titles, commitment.subjectRef, language),
  };
}
