import type {
  ReleaseDelivery,
  ReleaseEvidence,
  ReleasePapers,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField } from '@dualcloud/foundation-node';

const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+_-]*$/;
const CALENDAR = /^servicecalendar:[^/\s]+\/[^/\s]+$/i;

/** @throws InputError that names the field */
export function requireLink(link: string, field: string): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw invalidField(field, 'link', 'must be a link: https://…');
  }
  if (url.username || url.password) {
    throw invalidField(
      field,
      'no-credentials',
      'must not have a password in it: everybody who sees it would know it',
    );
  }
  return link;
}

/** @returns in lower case */
export function requireSha256(sha256: string, field: string): string {
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw invalidField(
      `${field}.sha256`,
      'sha256',
      'must be a SHA-256 checksum: 64 hexadecimal digits',
    );
  }
  return sha256.toLocaleLowerCase('en-US');
}

/** What is delivered once and for all. @throws InputError that names the field */
export function requireDelivery({
  version,
  artefacts,
  notes,
}: ReleaseDelivery): void {
  if (!VERSION.test(version)) {
    throw invalidField(
      'version',
      'version',
      'must be letters, digits, dots, plus signs, hyphens and underscores, such as 2.4.1',
    );
  }
  requireWords(notes, 'notes');
  const names = new Set<string>();
  artefacts.forEach(({ name, url, sha256 }, index) => {
    const field = `artefacts[${index}]`;
    requireWords(name, `${field}.name`);
    requireLink(url, `${field}.url`);
    requireSha256(sha256, field);
    if (names.has(name)) {
      throw invalidField(
        `${field}.name`,
        'unique',
        `there are two artefacts "${name}"`,
      );
    }
    names.add(name);
  });
}

/** What comes with it. Whether it is enough the gates of the takeover say. */
export function requirePapers(papers: ReleasePapers): void {
  papers.knownErrors?.forEach(({ title }, index) =>
    requireWords(title, `papers.knownErrors[${index}].title`),
  );
  papers.testEvidence?.forEach((evidence, index) =>
    requireEvidence(evidence, `papers.testEvidence[${index}]`),
  );
  requireEvidence(papers.security, 'papers.security');
  requireEvidence(papers.dataProtection, 'papers.dataProtection');
  const calendarRef = papers.thirdLevelHours?.calendarRef;
  if (calendarRef !== undefined && !CALENDAR.test(calendarRef)) {
    throw invalidField(
      'papers.thirdLevelHours.calendarRef',
      'entity-ref',
      'must be a service calendar, such as servicecalendar:default/office-hours',
    );
  }
}

function requireEvidence(
  evidence: ReleaseEvidence | undefined,
  field: string,
): void {
  if (!evidence) return;
  if (evidence.link !== undefined) requireLink(evidence.link, `${field}.link`);
  else requireWords(evidence.text ?? '', field);
}

function requireWords(text: string, field: string): void {
  if (text.trim() === '') {
    throw invalidField(field, 'required', 'must say something');
  }
}
