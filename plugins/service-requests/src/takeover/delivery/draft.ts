import type {
  ReleaseArtefact,
  ReleaseDelivery,
  ReleaseEvidence,
  ReleaseKind,
  ReleaseKnownError,
  ReleasePapers,
} from '@dualcloud/backstage-plugin-service-requests-common';

/** The kinds of change, from small to large. */
export const KINDS: readonly ReleaseKind[] = [
  'patch',
  'minor',
  'major',
  'emergency',
];

/** Papers as they are typed; evidence is a link or words in one field. */
export type PaperFields = {
  knownErrors: ReleaseKnownError[];
  testEvidence: string[];
  supportContact: string;
  thirdLevelHours: string;
  security: string;
  dataProtection: string;
};

/** How the bill of materials is handed over. */
export type SbomFields = {
  way: 'none' | 'attached' | 'linked';
  fileName?: string;
  content: string;
  link: string;
  sha256: string;
};

/** A release as it is typed. */
export type ReleaseFields = {
  version: string;
  kind: ReleaseKind;
  notes: string;
  artefacts: ReleaseArtefact[];
  sbom: SbomFields;
  papers: PaperFields;
};

export const NEW_ARTEFACT: ReleaseArtefact = { name: '', url: '', sha256: '' };

/** Nothing but the version, if it is known. */
export function emptyRelease(version: string): ReleaseFields {
  return {
    version,
    kind: 'minor',
    notes: '',
    artefacts: [NEW_ARTEFACT],
    sbom: { way: 'none', content: '', link: '', sha256: '' },
    papers: papersFrom({}),
  };
}

/** Papers that are there, to be completed. */
export function papersFrom(papers: ReleasePapers): PaperFields {
  return {
    knownErrors: papers.knownErrors ?? [],
    testEvidence: (papers.testEvidence ?? []).map(wordsOf),
    supportContact: papers.supportContact ?? '',
    thirdLevelHours: papers.thirdLevelHours?.text ?? '',
    security: wordsOf(papers.security),
    dataProtection: wordsOf(papers.dataProtection),
  };
}

/** What is sent to deliver a release for a request. */
export function deliveryOf(
  requestId: string,
  { sbom, papers, ...delivered }: ReleaseFields,
): ReleaseDelivery {
  return {
    ...delivered,
    requestId,
    ...(sbom.way === 'attached' && { sbom: { content: sbom.content } }),
    ...(sbom.way === 'linked' && {
      sbom: { link: sbom.link.trim(), sha256: sbom.sha256.trim() },
    }),
    papers: papersOf(papers),
  };
}

/** Only papers that were changed are sent: each replaces what is there. */
export function changedPapers(
  before: PaperFields,
  after: PaperFields,
): ReleasePapers {
  const papers = papersOf(after);
  return Object.fromEntries(
    Object.entries(papers).filter(([name]) => {
      const key = name as keyof PaperFields;
      return JSON.stringify(before[key]) !== JSON.stringify(after[key]);
    }),
  );
}

function papersOf(fields: PaperFields): ReleasePapers {
  const security = evidenceOf(fields.security);
  const dataProtection = evidenceOf(fields.dataProtection);
  return {
    knownErrors: fields.knownErrors,
    testEvidence: fields.testEvidence.flatMap(words => evidenceOf(words) ?? []),
    supportContact: fields.supportContact.trim(),
    thirdLevelHours: { text: fields.thirdLevelHours.trim() },
    ...(security && { security }),
    ...(dataProtection && { dataProtection }),
  };
}

/** `https://…` is a link, everything else is words. */
function evidenceOf(typed: string): ReleaseEvidence | undefined {
  const words = typed.trim();
  if (!words) return undefined;
  return /^https?:\/\/\S+$/.test(words) ? { link: words } : { text: words };
}

function wordsOf(evidence: ReleaseEvidence | undefined): string {
  return evidence?.link ?? evidence?.text ?? '';
}
