import type {
  Release,
  ReleaseArtefact,
  ReleaseDetail,
  ReleaseKind,
  ReleasePapers,
  ReleaseSbom,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  fromJson,
  fromOptionalJson,
  toNumber,
  toOptionalJson,
} from '@dualcloud/foundation-node';
import type { PartyColumns } from '../authorization';

/** A release as it is stored; times in milliseconds since 1970. */
export type StoredRelease = {
  id: string;
  /** What it is a release of: a service, or a request that has none yet. */
  subject: string;
  version: string;
  kind: ReleaseKind;
  requestId?: string;
  serviceRef?: string;
  systemRef?: string;
  customerRef: string;
  softwareProviderRef?: string;
  requesterPartyRef: string;
  artefacts: ReleaseArtefact[];
  notes: string;
  papers: ReleasePapers;
  sbom?: ReleaseSbom;
  /** Of what was delivered first, papers included. */
  fingerprint: string;
  deliveredBy: string;
  deliveredAt: number;
};

/** A row of `releases`, without the bill of materials itself. */
export type ReleaseRow = PartyColumns & {
  subject: string;
  version: string;
  kind: ReleaseKind;
  request_id: string | null;
  service_ref: string | null;
  system_ref: string | null;
  customer_ref: string;
  requester_party_ref: string;
  artefacts: string;
  notes: string;
  papers: string;
  sbom: string | null;
  fingerprint: string;
  delivered_by: string;
  delivered_at: number | string;
};

export function toRelease(row: ReleaseRow): StoredRelease {
  return {
    id: row.id,
    subject: row.subject,
    version: row.version,
    kind: row.kind,
    requestId: row.request_id ?? undefined,
    serviceRef: row.service_ref ?? undefined,
    systemRef: row.system_ref ?? undefined,
    customerRef: row.customer_ref,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    requesterPartyRef: row.requester_party_ref,
    artefacts: fromJson(row.artefacts),
    notes: row.notes,
    papers: fromJson(row.papers),
    sbom: fromOptionalJson(row.sbom),
    fingerprint: row.fingerprint,
    deliveredBy: row.delivered_by,
    deliveredAt: toNumber(row.delivered_at),
  };
}

export function toReleaseRow(release: StoredRelease): ReleaseRow {
  return {
    id: release.id,
    subject: release.subject,
    version: release.version,
    kind: release.kind,
    request_id: release.requestId ?? null,
    service_ref: release.serviceRef ?? null,
    system_ref: release.systemRef ?? null,
    customer_ref: release.customerRef,
    software_provider_ref: release.softwareProviderRef ?? null,
    requester_party_ref: release.requesterPartyRef,
    draft: 'no',
    artefacts: JSON.stringify(release.artefacts),
    notes: release.notes,
    papers: JSON.stringify(release.papers),
    sbom: toOptionalJson(release.sbom),
    fingerprint: release.fingerprint,
    delivered_by: release.deliveredBy,
    delivered_at: release.deliveredAt,
  };
}

/** A release in a list. */
export function presentRelease(release: StoredRelease): Release {
  return {
    id: release.id,
    version: release.version,
    kind: release.kind,
    requestId: release.requestId,
    serviceRef: release.serviceRef,
    systemRef: release.systemRef,
    customerRef: release.customerRef,
    softwareProviderRef: release.softwareProviderRef,
    deliveredBy: release.deliveredBy,
    deliveredAt: new Date(release.deliveredAt).toISOString(),
    artefactCount: release.artefacts.length,
    knownErrorCount: release.papers.knownErrors?.length ?? 0,
  };
}

/** A release with all that came with it. */
export function describeRelease(
  release: StoredRelease,
): Omit<ReleaseDetail, 'mayDeliver'> {
  return {
    ...presentRelease(release),
    artefacts: release.artefacts,
    sbom: release.sbom,
    notes: release.notes,
    papers: release.papers,
  };
}
