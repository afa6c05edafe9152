import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import { localize } from '@dualcloud/foundation-common';
import type {
  Message,
  NotificationLanguage,
  NotificationText,
} from '@dualcloud/foundation-node';
import { PORTAL } from '../record';
import type { ReleaseStore } from '../releases';
import type { RequestStore, StoredRequest } from '../requests';
import type {
  StoredException,
  TakeoverFile,
  TakeoverStore,
} from '../takeovers';
import type { TakeoverNotice } from './Notice';

/** Where it is written what happens to releases. */
export type TakeoverNoticeDeps = {
  gates: readonly Pick<TakeoverGate, 'id' | 'titles'>[];
  /** Of the IT service provider: it hears of what no request is about. */
  group: string;
  releases: ReleaseStore;
  store: RequestStore;
  takeovers: TakeoverStore;
};

type Texts = Record<NotificationLanguage, string>;

const LONGEST = 300;

const WHAT: Record<'accept' | 'reject' | 'roll-back', Texts> = {
  accept: { en: 'taken over into operation', de: 'in den Betrieb übernommen' },
  reject: { en: 'rejected', de: 'abgelehnt' },
  'roll-back': { en: 'rolled back', de: 'zurückgerollt' },
};

const WHY_ACCEPTED: Record<'usual' | 'standing', Texts> = {
  usual: {
    en: 'Nothing was missing any more.',
    de: 'Es fehlte nichts mehr.',
  },
  standing: {
    en: 'Under the standing approval; all gates were passed or excepted.',
    de: 'Nach der Dauerfreigabe; alle Gates waren bestanden oder ausgenommen.',
  },
};

/** What somebody is told of a release or its takeover; nothing if it is over. */
export async function composeTakeoverNotice(
  notice: TakeoverNotice,
  deps: TakeoverNoticeDeps,
): Promise<Message[]> {
  if (notice.kind === 'delivered') return composeDelivered(notice, deps);
  const { takeovers, releases, store } = deps;
  const file = await takeovers.file(notice.takeoverId);
  const { takeover } = file;
  const [release, request] = await Promise.all([
    releases.get(takeover.releaseId),
    store.get(takeover.requestId),
  ]);
  if (!release || !request) return [];
  const about = { file, request, version: release.version };
  if (notice.kind === 'takeover-waits') return composeWaiting(notice, about);
  if (notice.kind !== 'takeover') {
    return composeException(notice, about, deps);
  }
  if (notice.event === 'ask-exception') {
    return composeAsked(notice, about, deps);
  }
  return [composeVerdict(notice.event, notice.by, about)];
}

type About = { file: TakeoverFile; request: StoredRequest; version: string };

/** The operator has something to look at. */
async function composeDelivered(
  notice: Extract<TakeoverNotice, { kind: 'delivered' }>,
  { group, releases, store }: TakeoverNoticeDeps,
): Promise<Message[]> {
  const release = await releases.get(notice.releaseId);
  if (!release) return [];
  const request = release.requestId
    ? await store.get(release.requestId)
    : undefined;
  const name = request
    ? `${request.number} ${request.title}`
    : release.serviceRef?.split('/').at(-1) ?? release.subject;
  const said = (what: string): NotificationText => ({
    title: `${name}, ${release.version}: ${what}`,
    description: release.notes.slice(0, LONGEST),
  });
  return [
    {
      to: others([request?.assignment.responsible ?? group], notice.by),
      texts: { en: said('delivered'), de: said('geliefert') },
      severity: 'normal',
      topic: 'service-requests.takeover',
      scope: `service-requests:${release.id}:delivered`,
      link: request ? `/service-requests/${request.id}` : '/service-requests',
    },
  ];
}

function composeVerdict(
  event: 'accept' | 'reject' | 'roll-back',
  by: string,
  about: About,
): Message {
  const { takeover } = about.file;
  const { customerRef, softwareProviderRef } = takeover;
  const { requesterRef, assignment } = about.request;
  const why = WHY_ACCEPTED[takeover.standingApprovalId ? 'standing' : 'usual'];
  return messageOf(about, {
    to: others(
      [
        softwareProviderRef,
        customerRef,
        requesterRef,
        // Those who run it have to know what runs, if they have not decided it themselves.
        event === 'roll-back' || by === PORTAL
          ? assignment.responsible
          : undefined,
      ],
      by,
    ),
    what: WHAT[event],
    description:
      event === 'accept'
        ? why
        : { en: takeover.reason ?? '', de: takeover.reason ?? '' },
    severity: event === 'accept' ? 'normal' : 'high',
  });
}

/** Whoever could do something about it; nothing once it is decided. */
function composeWaiting(
  { reasons }: Extract<TakeoverNotice, { kind: 'takeover-waits' }>,
  about: About,
): Message[] {
  const { takeover } = about.file;
  if (takeover.state !== 'open') return [];
  const { requesterRef, assignment } = about.request;
  return [
    messageOf(about, {
      to: others([
        takeover.softwareProviderRef,
        requesterRef,
        assignment.responsible,
      ]),
      what: {
        en: 'waits, something is in its way',
        de: 'wartet, etwas steht im Weg',
      },
      description: {
        en: reasons.map(reason => localize(reason, 'en')).join(' '),
        de: reasons.map(reason => localize(reason, 'de')).join(' '),
      },
      severity: 'high',
    }),
  ];
}

/** A second person of the IT service provider is needed. */
function composeAsked(
  { exceptionId, by }: { exceptionId?: string; by: string },
  about: About,
  deps: TakeoverNoticeDeps,
): Message[] {
  const exception = findException(about, exceptionId);
  const isOpen = about.file.takeover.state === 'open';
  if (!exception || exception.confirmedBy || !isOpen) return [];
  const gate = gateTitle(exception, deps);
  return [
    messageOf(about, {
      to: others([about.request.assignment.responsible], by),
      what: {
        en: 'an exception waits for a second person',
        de: 'eine Ausnahme wartet auf eine zweite Person',
      },
      description: {
        en: `${gate.en}: ${exception.reason}`,
        de: `${gate.de}: ${exception.reason}`,
      },
      severity: 'normal',
    }),
  ];
}

function composeException(
  notice: { kind: 'exception-ending' | 'exception-ended'; exceptionId: string },
  about: About,
  deps: TakeoverNoticeDeps,
): Message[] {
  const exception = findException(about, notice.exceptionId);
  if (!exception) return [];
  const gate = gateTitle(exception, deps);
  const { askedBy, confirmedBy, until } = exception;
  const isOver = notice.kind === 'exception-ended';
  return [
    messageOf(about, {
      to: others([askedBy, confirmedBy, about.request.assignment.responsible]),
      what: isOver
        ? {
            en: `the exception of ${until} has ended`,
            de: `die Ausnahme bis ${until} ist abgelaufen`,
          }
        : {
            en: `an exception ends on ${until}`,
            de: `eine Ausnahme endet am ${until}`,
          },
      description: isOver
        ? {
            en: `${gate.en}: what was excepted has to be met now.`,
            de: `${gate.de}: was ausgenommen war, muss jetzt erfüllt sein.`,
          }
        : {
            en: `${gate.en}: what is excepted has to be met by then.`,
            de: `${gate.de}: was ausgenommen ist, muss bis dahin erfüllt sein.`,
          },
      severity: isOver ? 'high' : 'normal',
    }),
  ];
}

function messageOf(
  { file, request, version }: About,
  message: Pick<Message, 'to' | 'severity'> & {
    what: Texts;
    description: Texts;
  },
): Message {
  const { to, severity, what, description } = message;
  const { number } = file.takeover;
  const said = (language: NotificationLanguage): NotificationText => ({
    title: `${number} ${request.title}, ${version}: ${what[language]}`,
    description: description[language].slice(0, LONGEST),
  });
  return {
    to,
    severity,
    texts: { en: said('en'), de: said('de') },
    topic: 'service-requests.takeover',
    scope: `service-requests:${file.takeover.id}:${what.en}`,
    link: `/service-requests/${request.id}`,
  };
}

function findException(
  { file }: About,
  exceptionId: string | undefined,
): StoredException | undefined {
  return file.exceptions.find(({ id }) => id === exceptionId);
}

function gateTitle(
  { gate }: StoredException,
  { gates }: TakeoverNoticeDeps,
): Texts {
  const titles = gates.find(({ id }) => id === gate)?.titles;
  return {
    en: localize(titles, 'en', gate),
    de: localize(titles, 'de', gate),
  };
}

/** Each once, without the one who did it. */
function others(refs: Array<string | undefined>, by?: string): string[] {
  return [
    ...new Set(
      refs.filter((ref): ref is string => ref !== undefined && ref !== by),
    ),
  ];
}
