import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { validatePriceList } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { checkDualCloudEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type ServiceLevelsClient,
  validateAgreement,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { DocumentProblem } from '@dualcloud/foundation-common';
import {
  type FieldFault,
  invalid,
  invalidField,
} from '@dualcloud/foundation-node';
import type { StoredRequest } from '../requests';
import { type OfferDocuments, REQUEST_ANNOTATION } from './composeDocuments';

/** Fields of a document by what they are called in the offer's content. */
type Fields = ReadonlyArray<[prefix: string, field: string]>;

const AGREEMENT_FIELDS: Fields = [['spec.', 'content.agreement.']];
const PRICE_FIELDS: Fields = [
  ['spec.services[0].plans[0].', 'content.prices.'],
  ['spec.currency', 'content.prices.currency'],
  ['spec.', 'content.prices.'],
];
const ENTITY_FIELDS: Fields = [['spec.', 'content.service.']];

type Deps = {
  catalog: CatalogService;
  auth: AuthService;
  levels: () => Promise<ServiceLevelsClient>;
  logger: LoggerService;
};

/**
 * Looks at the documents that would follow from an offer before it is made, so
 * that nobody accepts what cannot be put in force.
 */
export class OfferChecker {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OfferChecker {
    return new OfferChecker(deps);
  }

  /** @throws InputError that names the fields of the offer's content at fault */
  async requireSound(
    documents: OfferDocuments,
    request: StoredRequest,
  ): Promise<void> {
    const faults = [
      ...priceFaults(documents),
      ...agreementFaults(documents),
      ...entityFaults(documents),
    ];
    if (faults.length > 0) throw invalid(faults);
    await this.requireFreeName(documents, request);
    await this.requireAgreementFits(documents);
  }

  /** A new service must not take the place of one that there is. */
  private async requireFreeName(
    { entity, serviceRef }: OfferDocuments,
    request: StoredRequest,
  ): Promise<void> {
    if (request.serviceRef) return;
    const { catalog, auth } = this.deps;
    const known = await catalog.getEntityByRef(stringifyEntityRef(entity), {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const isOurs =
      known?.metadata.annotations?.[REQUEST_ANNOTATION] === request.id;
    if (known && !isOurs) {
      throw invalidField(
        'content.service.name',
        'free-name',
        `${serviceRef} is in the catalogue already; give the new service another name`,
      );
    }
  }

  /** What only service levels can tell, such as whether the calendar exists. */
  private async requireAgreementFits({
    agreement,
  }: OfferDocuments): Promise<void> {
    const { levels, logger } = this.deps;
    let problems: DocumentProblem[] = [];
    try {
      const client = await levels();
      const { data } = await client.POST('/agreements/check', {
        body: {
          text: JSON.stringify(asDocument('ServiceLevelAgreement', agreement)),
        },
      });
      problems = (data?.problems ?? []) as DocumentProblem[];
    } catch (error) {
      // It is asked again when the offer is put in force.
      logger.debug(`Service levels could not check an agreement: ${error}`);
    }
    if (problems.length > 0) {
      throw invalid(
        problems.map(problem => toFault(problem, AGREEMENT_FIELDS)),
      );
    }
  }
}

function asDocument(kind: string, spec: object) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name: 'offer' },
    spec,
  };
}

function priceFaults({ prices, ids, version }: OfferDocuments): FieldFault[] {
  const spec = {
    list: ids.priceList,
    version,
    validFrom: prices.validFrom,
    currency: prices.currency,
    timeZone: 'Europe/Berlin',
    owner: prices.customerRef,
    services: [
      {
        serviceRef: prices.serviceRef,
        plans: [{ plan: 'agreed', components: prices.components }],
      },
    ],
  };
  return validatePriceList(asDocument('PriceList', spec)).map(problem =>
    toFault(problem, PRICE_FIELDS),
  );
}

function agreementFaults({ agreement }: OfferDocuments): FieldFault[] {
  return validateAgreement(asDocument('ServiceLevelAgreement', agreement)).map(
    problem => toFault(problem, AGREEMENT_FIELDS),
  );
}

function entityFaults({ entity }: OfferDocuments): FieldFault[] {
  return (checkDualCloudEntity(entity) ?? []).map(problem =>
    toFault(problem, ENTITY_FIELDS),
  );
}

function toFault(
  { path, rule, message }: { path: string; rule: string; message: string },
  fields: Fields,
): FieldFault {
  const [prefix, field] = fields.find(([one]) => path.startsWith(one)) ?? [
    '',
    '',
  ];
  return { field: field + path.slice(prefix.length), rule, message };
}
