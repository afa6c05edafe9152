/** A complete request for a new individual service. */
export function newService(change: object = {}) {
  return {
    type: 'new-individual-service',
    title: 'Fahrtenbuch',
    systemRef: 'system:default/fuehrerschein-register',
    softwareProviderRef: 'group:default/softwerk-nord',
    form: {
      purpose: 'Driving instructors keep their records online.',
      users: 400,
      protectionLevel: 'high',
      availability: 'office-hours',
    },
    ...change,
  };
}

/** A question. */
export function advice(change: object = {}) {
  return {
    type: 'advice',
    title: 'Which database?',
    form: { question: 'Which database fits?' },
    ...change,
  };
}

/** A day so many days from today, such as `2026-12-05`. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** An offer for {@link newService}. */
export function offer(change: object = {}) {
  return {
    validUntil: inDays(30),
    content: {
      titles: { en: 'Driving records', de: 'Fahrtenbuch' },
      scope: 'Operation of the driving records.',
      service: {
        name: 'fahrtenbuch',
        titles: { en: 'Driving Records', de: 'Fahrtenbuch' },
        version: '1',
        tier: 'saas',
        protectionLevel: 'high',
        networkZones: ['state-network'],
        dataLocation: 'Rechenzentrum Nordmark, Deutschland',
        legalBasis: '§ 2 FahrlG',
      },
      prices: {
        currency: 'EUR',
        components: [
          { id: 'setup', type: 'one-time', price: '950' },
          {
            id: 'base',
            type: 'recurring',
            price: '1250.50',
            period: 'month',
            proration: 'exact',
          },
        ],
      },
      agreement: {
        calendarRef: 'servicecalendar:default/office-hours',
        denominator: 'agreed',
        gaps: 'excluded',
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            period: 'month',
            target: '99',
          },
        ],
        responsibilities: [{ part: 'everything', answers: 'provider' }],
      },
      effectiveFrom: inDays(1),
      ...change,
    },
  };
}

/** A release of Kfz-Zulassung that lacks nothing. */
export function release(change: object = {}) {
  return {
    serviceRef: 'cloudservice:default/kfz-zulassung',
    version: '2.4.0',
    kind: 'minor',
    artefacts: [
      {
        name: 'kfz-zulassung.tar.gz',
        url: 'https://softwerk-nord.example/kfz-zulassung-2.4.0.tar.gz',
        sha256: 'a'.repeat(64),
      },
    ],
    notes: 'Plates can be reserved.',
    papers: {
      knownErrors: [{ title: 'Umlauts in old plates', workaround: 'Use AE.' }],
      testEvidence: [{ link: 'https://softwerk-nord.example/tests/2.4.0' }],
      supportContact: 'support@softwerk-nord.example',
      thirdLevelHours: { text: 'Mo–Fr 8–18' },
      security: { link: 'https://softwerk-nord.example/pentest' },
      dataProtection: { text: 'Assessed on 2026-10-01.' },
    },
    ...change,
  };
}

/** A request to take a release of Kfz-Zulassung over. */
export function takeoverRequest(version = '2.4.0') {
  return {
    type: 'release-takeover',
    title: `Kfz-Zulassung ${version}`,
    serviceRef: 'cloudservice:default/kfz-zulassung',
    form: { version, summary: 'Plates can be reserved.', urgency: 'planned' },
    submit: true,
  };
}
