import { createHash } from 'node:crypto';
import type {
  ReleaseDelivery,
  ReleaseSbom,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField } from '@dualcloud/foundation-node';
import { requireLink, requireSha256 } from './checks';

type SbomDelivery = NonNullable<ReleaseDelivery['sbom']>;
type Document = Record<string, unknown>;
type Description = Pick<ReleaseSbom, 'format' | 'specVersion' | 'components'>;

/**
 * Checks a bill of materials. An attached one is read; of one behind a link only
 * the checksum is known, because we follow no links.
 *
 * @returns what is stored about it, and its text if it was attached
 * @throws InputError that names the field
 */
export function readSbom(sbom: SbomDelivery): {
  sbom: ReleaseSbom;
  content?: string;
} {
  const { content, link, sha256 } = sbom;
  if (content !== undefined && link !== undefined) {
    throw invalidField(
      'sbom',
      'attached-or-linked',
      'is either attached as content or linked, not both',
    );
  }
  if (content !== undefined) {
    const actual = createHash('sha256').update(content).digest('hex');
    if (sha256 !== undefined && requireSha256(sha256, 'sbom') !== actual) {
      throw invalidField(
        'sbom.sha256',
        'checksum',
        `is not the checksum of the content, which is ${actual}`,
      );
    }
    const described = describe(parse(content));
    return { sbom: { ...described, attached: true, sha256: actual }, content };
  }
  if (link === undefined || sha256 === undefined) {
    throw invalidField(
      'sbom',
      'attached-or-linked',
      'must have its content, or a link and the SHA-256 of what it leads to',
    );
  }
  return {
    sbom: {
      attached: false,
      link: requireLink(link, 'sbom.link'),
      sha256: requireSha256(sha256, 'sbom'),
    },
  };
}

function parse(content: string): Document {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw notOne('is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notOne('is no JSON object');
  }
  return value as Document;
}

/** CycloneDX 1.x and SPDX 2.x name themselves; SPDX 3 is known by its context. */
function describe(document: Document): Description {
  if (document.bomFormat === 'CycloneDX') {
    const { specVersion, components } = document;
    if (typeof specVersion !== 'string') {
      throw notOne('is CycloneDX without a "specVersion"');
    }
    return { format: 'cyclonedx', specVersion, components: sizeOf(components) };
  }
  const { spdxVersion } = document;
  if (typeof spdxVersion === 'string' && /^SPDX-\d/.test(spdxVersion)) {
    if (document.SPDXID !== 'SPDXRef-DOCUMENT') {
      throw notOne('is SPDX without the "SPDXID" of a document');
    }
    return {
      format: 'spdx',
      specVersion: spdxVersion.slice('SPDX-'.length),
      components: sizeOf(document.packages),
    };
  }
  const context = /^https:\/\/spdx\.org\/rdf\/(\d[\d.]*)\//.exec(
    String(document['@context']),
  );
  if (context && Array.isArray(document['@graph'])) {
    const packages = document['@graph'].filter(
      one => (one as Document | null)?.type === 'software_Package',
    );
    return {
      format: 'spdx',
      specVersion: context[1],
      components: packages.length,
    };
  }
  throw notOne('is neither CycloneDX nor SPDX');
}

function sizeOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function notOne(what: string) {
  return invalidField(
    'sbom.content',
    'sbom',
    `${what}; give a CycloneDX or SPDX document as JSON`,
  );
}
