import type {
  AgreementSummary,
  AgreementVersion,
  ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { CommitmentStore } from '../commitments';
import type { AgreementBook, StoredAgreement } from './AgreementBook';

/** A version of an agreement as it is read, with what follows from it. */
export async function presentAgreement(
  book: AgreementBook,
  version: StoredAgreement,
  deps: { commitments: CommitmentStore; nowS: () => number },
): Promise<AgreementVersion> {
  const rows: Array<{ id: string }> = await deps.commitments
    .query()
    .where('agreement', version.agreement)
    .orderBy('id')
    .select('id');
  return {
    summary: presentSummary(book, version, deps.nowS()),
    spec: { ...version.spec },
    effective: { ...book.effectiveOf(version) },
    commitments: rows.map(({ id }) => id),
  };
}

/** A version of an agreement in a list. */
export function presentSummary(
  book: AgreementBook,
  version: StoredAgreement,
  nowS: number,
): AgreementSummary {
  const { spec } = version;
  const { scope } = spec;
  const effective = book.effectiveOf(version);
  return {
    agreement: version.agreement,
    version: version.version,
    titles: spec.titles,
    kind: scope.type,
    entityRef: version.entityRef,
    serviceRef: serviceOf(spec),
    customerRef: scope.type === 'special' ? scope.customerRef : undefined,
    systemRef: scope.type === 'special' ? scope.systemRef : undefined,
    softwareProviderRef:
      scope.type === 'special' ? scope.softwareProviderRef : undefined,
    stages: scope.type === 'environments' ? [...scope.stages] : undefined,
    calendar: effective.calendarRef ?? '',
    validFrom: spec.validFrom,
    validUntil: spec.validUntil,
    inForce: book.at(version.agreement, nowS)?.stored.id === version.id,
    availabilityClass: effective.availabilityClass,
    origin: version.offerRef === undefined ? 'document' : 'offer',
  };
}

/** The service that an agreement is about; those for environments are about none. */
export function serviceOf({
  scope,
}: ServiceLevelAgreementSpec): string | undefined {
  return 'serviceRef' in scope ? scope.serviceRef : undefined;
}
