import type {
  RequestRole,
  StandingApprovalAnswer,
  Takeover,
  TakeoverDetail,
  TakeoverEvent,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import { fromOptionalJson, toIsoTime } from '@dualcloud/foundation-node';
import type { StoredRelease } from '../releases';
import { presentChecklist, type StoredRequest } from '../requests';
import { missingOf, standingOf } from './judge';
import type { TakeoverFile, TakeoverStepRow } from './TakeoverStore';
import type { StoredTakeover } from './types';
import { VERDICTS } from './verdicts';

/** Whoever looks at a takeover. */
export type Viewer = {
  /** Entity ref; undefined for a service. */
  ref?: string;
  roles: ReadonlySet<RequestRole>;
  /** Whether policy and tenancy let the viewer take part. */
  mayTakePart: boolean;
};

/** A takeover in a list. */
export function presentTakeover(
  takeover: StoredTakeover,
  release: Pick<StoredRelease, 'version' | 'kind'>,
  request: Pick<StoredRequest, 'number'>,
): Takeover {
  return {
    id: takeover.id,
    number: takeover.number,
    state: takeover.state,
    releaseId: takeover.releaseId,
    version: release.version,
    kind: release.kind,
    requestId: takeover.requestId,
    requestNumber: request.number,
    serviceRef: takeover.serviceRef,
    systemRef: takeover.systemRef,
    customerRef: takeover.customerRef,
    softwareProviderRef: takeover.softwareProviderRef,
    openedBy: takeover.openedBy,
    openedAt: new Date(takeover.openedAt).toISOString(),
    updatedAt: new Date(takeover.updatedAt).toISOString(),
    decidedAt: toIsoTime(takeover.decidedAt),
    standingApprovalId: takeover.standingApprovalId,
    revision: takeover.revision,
  };
}

/** A takeover with all that belongs to it. */
export function presentTakeoverDetail(
  file: TakeoverFile,
  about: { release: StoredRelease; request: StoredRequest },
  options: {
    viewer: Viewer;
    gates: TakeoverGateStanding[];
    /** Of the standing approval in force, while it is open. */
    standingApproval?: StandingApprovalAnswer;
    steps: readonly TakeoverStepRow[];
    now: number;
  },
): TakeoverDetail {
  const { takeover } = file;
  const { viewer, gates, now } = options;
  const isOpen = takeover.state === 'open';
  const mayAs = (...roles: RequestRole[]) =>
    viewer.mayTakePart && roles.some(role => viewer.roles.has(role));
  const mayNow = (...roles: RequestRole[]) => isOpen && mayAs(...roles);
  return {
    ...presentTakeover(takeover, about.release, about.request),
    requestTitle: about.request.title,
    testEnvironmentId: takeover.testEnvironmentId,
    productionEnvironmentId: takeover.productionEnvironmentId,
    checklist: presentChecklist(
      { checklist: takeover.checklist },
      file.items,
      viewer.mayTakePart ? viewer.roles : new Set(),
      !isOpen,
    ),
    gates,
    exceptions: file.exceptions.map(exception => ({
      ...exception,
      askedAt: new Date(exception.askedAt).toISOString(),
      confirmedAt: toIsoTime(exception.confirmedAt),
      state: standingOf(exception, now),
      mayConfirm:
        mayNow('provider') &&
        standingOf(exception, now) === 'asked' &&
        exception.askedBy !== viewer.ref,
    })),
    verdicts: VERDICTS.map(({ verdict, titles, role }) => {
      const given = file.verdicts.find(one => one.verdict === verdict);
      return {
        verdict,
        titles,
        role,
        given: given !== undefined,
        by: given?.by,
        at: toIsoTime(given?.at),
        note: given?.note,
        mayGive: given === undefined && mayNow(role),
      };
    }),
    standingApproval: isOpen ? options.standingApproval : undefined,
    missing: isOpen ? missingOf(file, gates) : [],
    defects: takeover.defects,
    reason: takeover.reason,
    events: options.steps.map(presentStep),
    mayWork: mayNow('provider', 'software-provider', 'customer'),
    mayAskException: mayNow('provider', 'software-provider'),
    mayReject: mayNow('customer', 'provider'),
    mayRollBack: takeover.state === 'accepted' && mayAs('provider'),
  };
}

const EVENTS: Record<string, LocalizedText> = {
  open: { en: 'Takeover opened', de: 'Übernahme eröffnet' },
  check: { en: 'Gates checked', de: 'Gates geprüft' },
  environments: { en: 'Environments named', de: 'Umgebungen benannt' },
  'fulfil-item': { en: 'Item fulfilled', de: 'Punkt erfüllt' },
  'reopen-item': { en: 'Item opened again', de: 'Punkt wieder geöffnet' },
  'ask-exception': { en: 'Exception asked for', de: 'Ausnahme beantragt' },
  'confirm-exception': { en: 'Exception confirmed', de: 'Ausnahme bestätigt' },
  'verdicts-void': {
    en: 'Papers changed; verdicts hold no more',
    de: 'Unterlagen geändert; Erklärungen gelten nicht mehr',
  },
  acceptance: {
    en: 'Accepted by the agency',
    de: 'Von der Behörde abgenommen',
  },
  release: { en: 'Released for operation', de: 'Zum Betrieb freigegeben' },
  handover: { en: 'Handed over to operation', de: 'In den Betrieb übernommen' },
  accept: { en: 'Taken over', de: 'Übernommen' },
  reject: { en: 'Rejected with defects', de: 'Mit Mängeln abgelehnt' },
  'roll-back': { en: 'Rolled back', de: 'Zurückgerollt' },
};

function presentStep(row: TakeoverStepRow): TakeoverEvent {
  return {
    id: String(row.id),
    at: new Date(Number(row.at)).toISOString(),
    by: row.by,
    event: row.event,
    titles: EVENTS[row.event] ?? { en: row.event },
    reason: row.reason ?? undefined,
    details: fromOptionalJson(row.details),
  };
}
