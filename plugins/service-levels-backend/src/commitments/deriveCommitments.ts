import { fingerprint } from '@dualcloud/foundation-node';
import type { AgreementBook, AgreementInForce } from '../agreements';
import type { Commitment } from './types';

/** A cloud service, as far as agreements depend on it. */
export type ServiceFacts = {
  serviceRef: string;
  lane: 'standard' | 'individual';
  customers: string[];
  softwareProviderRef?: string;
  systemRef?: string;
};

/** An environment, as far as agreements depend on it. */
export type EnvironmentFacts = {
  id: string;
  name: string;
  /** Entity ref. */
  ref: string;
  stage: 'development' | 'test' | 'production';
  ownerRef: string;
  systemRef: string;
  customerRef?: string;
  softwareProviderRef?: string;
  /** Seconds since 1970. */
  fromS: number;
  /** Undefined: it lives. */
  toS?: number;
};

/** A commitment, and whether everybody may see it. */
export type DerivedCommitment = Commitment & { general: boolean };

/**
 * Applies agreements to what there is.
 *
 * - The general part for a standard service is promised to everybody.
 * - The general part for an individual service is promised to each of its
 *   customers, unless a special agreement with that customer stands in its place.
 * - A special part is promised to its customer.
 * - One for environments is promised for each live one of its stages, from when it
 *   came to be.
 */
export function deriveCommitments(facts: {
  book: AgreementBook;
  services: ReadonlyMap<string, ServiceFacts>;
  environments: readonly EnvironmentFacts[];
}): DerivedCommitment[] {
  const { book, services, environments } = facts;
  const special = new Set(
    book.versions.flatMap(({ spec: { scope } }) =>
      scope.type === 'special'
        ? `${scope.serviceRef} ${scope.customerRef}`
        : [],
    ),
  );
  return book.agreements.flatMap((agreement): DerivedCommitment[] => {
    const history = book.historyOf(agreement);
    const newest = history[history.length - 1];
    if (!newest) return [];
    const life = lifeOf(history);
    const { scope } = newest.effective;
    switch (scope.type) {
      case 'special':
        return [
          identified({
            agreement,
            kind: 'special',
            general: false,
            subjectRef: scope.serviceRef,
            serviceRef: scope.serviceRef,
            customerRef: scope.customerRef,
            softwareProviderRef:
              scope.softwareProviderRef ??
              services.get(scope.serviceRef)?.softwareProviderRef,
            systemRef:
              scope.systemRef ?? services.get(scope.serviceRef)?.systemRef,
            ...life,
          }),
        ];
      case 'general':
        return generalOf(
          { agreement, kind: 'general', ...life },
          scope.serviceRef,
          services.get(scope.serviceRef),
          special,
        );
      default:
        return environments
          .filter(({ stage }) => scope.stages.includes(stage))
          .flatMap(environment => ofEnvironment(agreement, life, environment));
    }
  });
}

type Life = Pick<Commitment, 'fromS' | 'toS'>;

/** From the first version's begin to the last one's end. */
function lifeOf(history: readonly AgreementInForce[]): Life {
  const [, end] = history[history.length - 1].inForce;
  return {
    fromS: history[0].inForce[0],
    toS: end === Infinity ? undefined : end,
  };
}

function generalOf(
  base: Pick<Commitment, 'agreement' | 'kind'> & Life,
  serviceRef: string,
  service: ServiceFacts | undefined,
  special: ReadonlySet<string>,
): DerivedCommitment[] {
  const subject = { ...base, subjectRef: serviceRef, serviceRef };
  if (service?.lane !== 'individual') {
    // What is not in the catalogue yet might be an agency's own.
    return service ? [identified({ ...subject, general: true })] : [];
  }
  return service.customers
    .filter(customerRef => !special.has(`${serviceRef} ${customerRef}`))
    .map(customerRef =>
      identified({
        ...subject,
        general: false,
        customerRef,
        softwareProviderRef: service.softwareProviderRef,
        systemRef: service.systemRef,
      }),
    );
}

function ofEnvironment(
  agreement: string,
  life: Life,
  environment: EnvironmentFacts,
): DerivedCommitment[] {
  const fromS = Math.max(life.fromS, environment.fromS);
  const ends = [life.toS, environment.toS].filter(end => end !== undefined);
  const toS = ends.length > 0 ? Math.min(...ends) : undefined;
  if (toS !== undefined && toS <= fromS) return [];
  return [
    identified({
      agreement,
      kind: 'environments',
      general: false,
      subjectRef: environment.ref,
      customerRef: environment.customerRef,
      softwareProviderRef: environment.softwareProviderRef,
      ownerRef: environment.ownerRef,
      systemRef: environment.systemRef,
      environmentId: environment.id,
      environmentName: environment.name,
      stage: environment.stage,
      fromS,
      toS,
    }),
  ];
}

/** The same agreement about the same with the same customer is the same commitment. */
function identified(one: Omit<DerivedCommitment, 'id'>): DerivedCommitment {
  const { agreement, subjectRef, customerRef, kind } = one;
  const key = [
    agreement,
    subjectRef,
    kind === 'environments' ? '' : customerRef ?? '',
  ];
  return { id: fingerprint(key).slice(0, 20), ...one };
}
