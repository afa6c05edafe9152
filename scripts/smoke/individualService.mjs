/* What the smoke test of individual services asks for, offers and delivers. */

export const SERVICE = 'fahrlehrer-nachweise';
export const SYSTEM = 'system:default/fuehrerschein-register';

/** In whose service hours the level holds. */
export const CALENDAR = 'servicecalendar:default/office-hours';

/** Built for test and for production alike. */
export const BLUEPRINT = {
  ref: 'environmentblueprint:default/event-processing',
  components: { database: { plan: 'medium' }, messages: { plan: 'medium' } },
};

export const REQUEST = {
  type: 'new-individual-service',
  title: 'Nachweise der Fahrlehrer',
  systemRef: SYSTEM,
  softwareProviderRef: 'group:default/softwerk-nord',
  form: {
    purpose: 'Driving instructors keep their records online.',
    legalBasis: '§ 18 FahrlG',
    users: 400,
    protectionLevel: 'normal',
    availability: 'office-hours',
  },
};

/** Above the example's threshold in its first year, so that it takes two. */
export function offerOf(day) {
  return {
    validUntil: day,
    content: {
      titles: {
        en: 'Records of driving instructors',
        de: 'Nachweise der Fahrlehrer',
      },
      scope: 'Operation of the application in the office hours.',
      service: {
        name: SERVICE,
        titles: {
          en: 'Driving Instructor Records',
          de: 'Nachweise der Fahrlehrer',
        },
        version: '1',
        tier: 'saas',
        protectionLevel: 'normal',
        networkZones: ['state-network'],
        dataLocation: 'Rechenzentrum Nordmark, Deutschland',
        legalBasis: '§ 18 FahrlG',
        dependsOn: ['cloudservice:default/sandbox-postgresql'],
      },
      prices: {
        currency: 'EUR',
        components: [
          { id: 'setup', type: 'one-time', price: '9500' },
          {
            id: 'base',
            type: 'recurring',
            price: '1250',
            period: 'month',
            proration: 'exact',
          },
        ],
      },
      agreement: {
        calendarRef: CALENDAR,
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
        maintenance: { notice: 'PT48H' },
      },
      effectiveFrom: day,
    },
  };
}

/** @param sha256 - of its one artefact */
export function releaseOf(requestId, sha256) {
  return {
    requestId,
    version: '1.0.0',
    kind: 'major',
    notes: 'First release.',
    artefacts: [
      {
        name: 'fahrlehrer-nachweise-1.0.0.tgz',
        url: 'https://artefacts.nordmark.example/fahrlehrer-nachweise-1.0.0.tgz',
        sha256,
      },
    ],
    papers: {
      knownErrors: [],
      testEvidence: [{ link: 'https://evidence.nordmark.example/tests' }],
      supportContact: 'mailto:support@softwerk-nord.example',
      thirdLevelHours: { text: 'Mon to Fri, 8 to 16 o’clock' },
      security: { link: 'https://evidence.nordmark.example/pentest' },
      dataProtection: { link: 'https://evidence.nordmark.example/dpia' },
    },
  };
}
