import type {
  OfferDetail,
  RequestType,
  ServiceRequestDetail,
  TicketDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';

const text = (en: string, de: string) => ({ en, de });

/** A form of two pages, as request types have them. */
export const PAGES = [
  {
    title: 'Purpose',
    'x-titles': text('Purpose', 'Zweck'),
    required: ['purpose'],
    properties: {
      purpose: {
        type: 'string',
        title: 'What is it for?',
        'x-titles': text('What is it for?', 'Wozu dient es?'),
        minLength: 1,
      },
    },
  },
  {
    title: 'Use',
    'x-titles': text('Use', 'Nutzung'),
    required: ['users'],
    properties: {
      users: {
        type: 'integer',
        title: 'How many people?',
        'x-titles': text('How many people?', 'Wie viele Personen?'),
        minimum: 1,
      },
      need: {
        type: 'string',
        title: 'When?',
        'x-titles': text('When?', 'Wann?'),
        enum: ['office', 'always'],
        'x-enum-titles': [
          text('In office hours', 'In den Bürozeiten'),
          text('Always', 'Immer'),
        ],
        default: 'office',
      },
    },
  },
];

const STATES: ServiceRequestDetail['states'] = [
  {
    id: 'draft',
    titles: text('Draft', 'Entwurf'),
    phase: 'preparation',
    waitsFor: 'requester',
  },
  {
    id: 'submitted',
    titles: text('Submitted', 'Eingereicht'),
    phase: 'analysis',
    waitsFor: 'provider',
    targetTime: 'PT8H',
  },
  {
    id: 'questions',
    titles: text('Questions', 'Rückfragen'),
    phase: 'analysis',
    waitsFor: 'requester',
  },
  {
    id: 'offered',
    titles: text('Offered', 'Angeboten'),
    phase: 'decision',
    waitsFor: 'customer',
  },
  { id: 'closed', titles: text('Closed', 'Abgeschlossen'), phase: 'end' },
  {
    id: 'withdrawn',
    titles: text('Withdrawn', 'Zurückgezogen'),
    phase: 'end',
  },
];

/** A type of request that may be opened. */
export function aType(change: Partial<RequestType> = {}): RequestType {
  return {
    name: 'new-individual-service',
    titles: text('New individual service', 'Neuer Individualservice'),
    descriptions: text('An application of your own.', 'Eine eigene Anwendung.'),
    openedBy: ['agency'],
    mayOpen: true,
    about: 'nothing',
    offers: true,
    takeover: true,
    form: PAGES,
    states: STATES,
    events: [
      {
        id: 'submit',
        titles: text('Submit', 'Einreichen'),
        from: ['draft'],
        to: 'submitted',
        by: ['requester'],
        needs: ['form'],
      },
    ],
    responsible: 'group:default/service-management',
    accountable: 'group:default/service-management',
    calendarRef: 'servicecalendar:default/office-hours',
    builtIn: true,
    ...change,
  };
}

/** A request that waits for the IT service provider. */
export function aRequest(
  change: Partial<ServiceRequestDetail> = {},
): ServiceRequestDetail {
  return {
    id: 'request-1',
    number: 'R-2026-0001',
    type: 'new-individual-service',
    typeTitles: text('New individual service', 'Neuer Individualservice'),
    title: 'Register of instructors',
    state: 'submitted',
    stateTitles: text('Submitted', 'Eingereicht'),
    phase: 'analysis',
    waitsFor: 'provider',
    waitsForMe: true,
    next: text('The provider takes it up.', 'Der Provider nimmt sich an.'),
    dueAt: '2026-06-02T10:00:00.000Z',
    overdue: false,
    customerRef: 'group:default/kraftfahrtamt',
    requesterRef: 'user:default/henrik.maas',
    requesterPartyRef: 'group:default/kraftfahrtamt',
    createdAt: '2026-06-01T08:00:00.000Z',
    updatedAt: '2026-06-01T09:00:00.000Z',
    ended: false,
    revision: 3,
    form: { purpose: 'Records online', users: 400, need: 'always' },
    pages: PAGES,
    states: STATES,
    possible: [
      {
        event: 'withdraw',
        titles: text('Withdraw', 'Zurückziehen'),
        to: 'withdrawn',
        toTitles: text('Withdrawn', 'Zurückgezogen'),
        needs: ['reason'],
        missing: [],
      },
      {
        event: 'take-up',
        titles: text('Take up', 'Annehmen'),
        to: 'offered',
        toTitles: text('Offered', 'Angeboten'),
        needs: [],
        missing: [],
      },
    ],
    mayEdit: false,
    mayWrite: true,
    mayManage: true,
    mayOffer: true,
    mayDeliver: false,
    mayOpenTakeover: false,
    offers: true,
    takeover: true,
    assignment: {
      responsible: 'group:default/service-management',
      accountable: 'group:default/service-management',
    },
    checklist: [],
    dueCounted: 'service-hours',
    ...change,
  };
}

/** An offer that the agency decides on. */
export function anOffer(change: Partial<OfferDetail> = {}): OfferDetail {
  return {
    id: 'offer-2',
    requestId: 'request-1',
    version: 2,
    state: 'published',
    titles: text('Driving records', 'Fahrtenbuch'),
    validUntil: '2026-07-01',
    effectiveFrom: '2026-08-01',
    totals: {
      currency: 'EUR',
      oneTime: '950',
      monthly: '1250.50',
      firstYear: '15956',
    },
    createdBy: 'user:default/paul.richter',
    createdAt: '2026-06-03T08:00:00.000Z',
    acceptances: [],
    acceptancesNeeded: 1,
    content: {
      titles: text('Driving records', 'Fahrtenbuch'),
      scope: 'Operation of the records.',
      service: {
        name: 'fahrtenbuch',
        titles: text('Driving records', 'Fahrtenbuch'),
        version: '1',
        tier: 'saas',
        protectionLevel: 'high',
        networkZones: ['state-network'],
        dataLocation: 'Rechenzentrum Nordmark',
        legalBasis: '§ 2 FahrlG',
      },
      prices: {
        currency: 'EUR',
        components: [
          {
            id: 'setup',
            titles: text('Setup', 'Einrichtung'),
            type: 'one-time',
            price: '950',
          },
          {
            id: 'operation',
            titles: text('Operation', 'Betrieb'),
            type: 'recurring',
            period: 'month',
            proration: 'exact',
            price: '1250.50',
          },
        ],
      },
      agreement: {
        calendarRef: 'servicecalendar:default/office-hours',
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            period: 'month',
            target: '99.5',
          },
        ],
      },
      effectiveFrom: '2026-08-01',
    },
    effects: [],
    deeds: ['accept', 'decline'],
    authorised: ['user:default/henrik.maas'],
    ...change,
  };
}

/** An incident that a group has to take up, as somebody who works on it sees it. */
export function aTicket(change: Partial<TicketDetail> = {}): TicketDetail {
  return {
    id: 'ticket-1',
    number: 'INC-2026-0001',
    kind: 'incident',
    title: 'Sign-in fails',
    description: 'Nobody gets in.',
    state: 'new',
    stateTitles: text('New', 'Neu'),
    open: true,
    waitsFor: 'assignee',
    incidentClass: 'operation-impeding',
    serviceRef: 'cloudservice:default/records',
    customerRef: 'group:default/office',
    requesterPartyRef: 'group:default/office',
    reportedBy: 'user:default/henrik.maas',
    assigned: {
      ref: 'group:default/desk',
      why: 'agreement',
      part: 'application',
    },
    reportedAt: '2026-06-01T08:00:00Z',
    createdAt: '2026-06-01T08:00:00Z',
    updatedAt: '2026-06-01T08:00:00Z',
    revision: 3,
    possible: [
      {
        event: 'withdraw',
        titles: text('Withdraw', 'Zurückziehen'),
        to: 'withdrawn',
        needs: ['reason'],
      },
      {
        event: 'take-up',
        titles: text('Take up', 'Übernehmen'),
        to: 'in-progress',
        needs: [],
      },
    ],
    links: [],
    mayWrite: true,
    mayWork: true,
    mayManage: true,
    mayConfirmOutage: false,
    ...change,
  };
}
