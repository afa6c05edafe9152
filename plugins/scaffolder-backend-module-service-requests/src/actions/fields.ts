import type { z as zod } from 'zod/v3';

/*
 * Fields that several actions share. The scaffolder hands its own zod to each.
 */
type Z = typeof zod;

const entityRef = (z: Z, what: string) =>
  z.string().max(255).optional().describe(what);

const evidence = (z: Z) =>
  z.object({ text: z.string().optional(), link: z.string().optional() });

export const fields = {
  title: (z: Z) => z.string().min(1).max(200).describe('What people will read'),
  customerRef: (z: Z) =>
    entityRef(
      z,
      'The agency that it is for, such as group:default/kraftfahrtamt; your own if left out',
    ),
  systemRef: (z: Z) =>
    entityRef(
      z,
      'The system that it is about, such as system:default/kfz-portal',
    ),
  serviceRef: (z: Z) =>
    entityRef(
      z,
      'The service that it is about, such as cloudservice:default/kfz-zulassung',
    ),
  requestId: (z: Z) => z.string().describe('Id of the request'),
  releaseId: (z: Z) => z.string().describe('Id of the release'),
  takeoverId: (z: Z) => z.string().describe('Id of the takeover'),
  state: (z: Z) => z.string().describe('State that it is in'),
  url: (z: Z) => z.string().describe('Page of the portal, from its root'),
};

/** What is delivered; the backend checks what is inside of it. */
export const releaseFields = {
  version: (z: Z) =>
    z.string().min(1).max(100).describe('Version, such as 2.4.0'),
  kind: (z: Z) =>
    z
      .enum(['patch', 'minor', 'major', 'emergency'])
      .describe('What kind of change it is'),
  artefacts: (z: Z) =>
    z
      .array(
        z.object({ name: z.string(), url: z.string(), sha256: z.string() }),
      )
      .min(1)
      .describe('What is delivered: name, url and sha256 of each'),
  notes: (z: Z) => z.string().min(1).describe('Release notes'),
  sbomPath: (z: Z) =>
    z
      .string()
      .optional()
      .describe(
        'File in the workspace that holds the SBOM, CycloneDX or SPDX as JSON',
      ),
  sbom: (z: Z) =>
    z
      .object({
        content: z.string().optional(),
        link: z.string().optional(),
        sha256: z.string().optional(),
      })
      .optional()
      .describe('The SBOM itself (content), or a link with its sha256'),
  knownErrors: (z: Z) =>
    z
      .array(z.object({ title: z.string(), workaround: z.string().optional() }))
      .optional()
      .describe('Errors that are known, and what to do about them'),
  testEvidence: (z: Z) =>
    z.array(evidence(z)).optional().describe('Texts or links about the tests'),
  supportContact: (z: Z) =>
    z.string().optional().describe('Whom the operator asks'),
  thirdLevelHours: (z: Z) =>
    z
      .object({
        calendarRef: z.string().optional(),
        text: z.string().optional(),
      })
      .optional()
      .describe('When the 3rd level answers: a ServiceCalendar, or words'),
  security: (z: Z) => evidence(z).optional().describe('Evidence of security'),
  dataProtection: (z: Z) =>
    evidence(z).optional().describe('Evidence of data protection'),
};
