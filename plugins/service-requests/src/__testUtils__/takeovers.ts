import type {
  ReleaseDetail,
  StandingApproval,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';

const text = (en: string, de = en) => ({ en, de });
const PAUL = 'user:default/paul.richter';
const AT = '2026-06-10T08:00:00.000Z';

/** The first release of a request, with half of its papers. */
export function aRelease(change: Partial<ReleaseDetail> = {}): ReleaseDetail {
  return {
    id: 'release-1',
    version: '1.0.0',
    kind: 'major',
    requestId: 'request-1',
    customerRef: 'group:default/kraftfahrtamt',
    deliveredBy: 'user:default/tobias.lenz',
    deliveredAt: AT,
    artefactCount: 1,
    knownErrorCount: 0,
    artefacts: [
      {
        name: 'app.tgz',
        url: 'https://artefacts.example/app.tgz',
        sha256: 'a'.repeat(64),
      },
    ],
    notes: 'First release.',
    papers: { supportContact: 'support@softwerk-nord.example' },
    mayDeliver: true,
    ...change,
  };
}

const GATES: TakeoverDetail['gates'] = [
  {
    id: 'environment-parity',
    titles: text('Test and production are alike'),
    state: 'unknown',
    findings: [text('Cloud services do not answer.')],
    link: '/environments/production-1',
    checkedAt: AT,
    excepted: false,
    clear: false,
  },
  {
    id: 'error-budget',
    titles: text('Error budget is left'),
    state: 'passed',
    findings: [text('There is error budget left in this period.')],
    checkedAt: AT,
    excepted: false,
    clear: true,
  },
  {
    id: 'governance',
    titles: text('Rules are kept'),
    state: 'failed',
    findings: [text('A plan is not allowed in production.')],
    checkedAt: AT,
    excepted: true,
    clear: true,
  },
  {
    id: 'evidence',
    titles: text('Evidence is there'),
    state: 'failed',
    findings: [text('The security evidence is missing.')],
    checkedAt: AT,
    excepted: false,
    clear: false,
  },
];

/** An open takeover, as somebody of all three parties would see it. */
export function aTakeover(
  change: Partial<TakeoverDetail> = {},
): TakeoverDetail {
  return {
    id: 'takeover-1',
    number: 'T-2026-0001',
    state: 'open',
    releaseId: 'release-1',
    version: '1.0.0',
    kind: 'major',
    requestId: 'request-1',
    requestNumber: 'R-2026-0001',
    requestTitle: 'Register of instructors',
    customerRef: 'group:default/kraftfahrtamt',
    testEnvironmentId: 'test-1',
    productionEnvironmentId: 'production-1',
    openedBy: 'user:default/tobias.lenz',
    openedAt: AT,
    updatedAt: AT,
    revision: 1,
    checklist: [
      {
        id: 'acceptance-test',
        titles: text('Tested by the agency'),
        responsible: 'customer',
        evidence: 'text',
        required: true,
        fulfilled: false,
        mayFulfil: false,
      },
      {
        id: 'backup',
        titles: text('Backup is set up'),
        responsible: 'provider',
        evidence: 'text',
        required: true,
        fulfilled: false,
        mayFulfil: true,
      },
    ],
    gates: GATES,
    exceptions: [
      {
        id: 'exception-1',
        gate: 'governance',
        reason: 'Agreed with the data protection officer',
        until: '2026-12-15',
        askedBy: PAUL,
        askedAt: AT,
        confirmedBy: 'user:default/selin.aydin',
        confirmedAt: AT,
        state: 'in-force',
        mayConfirm: false,
      },
    ],
    verdicts: [
      {
        verdict: 'acceptance',
        titles: text('Acceptance', 'Abnahme'),
        role: 'customer',
        given: false,
        mayGive: true,
      },
      {
        verdict: 'release',
        titles: text('Release for operation', 'Freigabe'),
        role: 'provider',
        given: false,
        mayGive: true,
      },
    ],
    missing: [],
    defects: [],
    events: [],
    mayWork: true,
    mayAskException: true,
    mayReject: true,
    mayRollBack: false,
    ...change,
  };
}

/** Granted by the agency; the IT service provider has not yet. */
export function anApproval(
  change: Partial<StandingApproval> = {},
): StandingApproval {
  return {
    id: 'approval-1',
    serviceRef: 'cloudservice:default/kfz-zulassung',
    customerRef: 'group:default/kraftfahrtamt',
    kinds: ['patch', 'minor'],
    perWeek: 3,
    usedThisWeek: 2,
    whileBudgetLasts: true,
    until: '2027-06-30',
    state: 'proposed',
    proposedBy: 'user:default/miriam.vogt',
    proposedAt: AT,
    grants: [{ role: 'customer', by: 'user:default/miriam.vogt', at: AT }],
    mayGrant: true,
    mayWithdraw: true,
    ...change,
  };
}
