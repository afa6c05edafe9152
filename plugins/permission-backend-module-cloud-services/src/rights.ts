import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PermissionRuleParams,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import {
  cloudCostsConditions,
  createCloudCostsConditionalDecision,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  cloudServicesConditions,
  createCloudServicesConditionalDecision,
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  createServiceLevelsConditionalDecision,
  serviceLevelsConditions,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  createServiceRequestsConditionalDecision,
  serviceRequestsConditions,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Party } from '@dualcloud/foundation-node';

/** Somebody signed in. */
export type Person = {
  /** Entity ref. */
  ref: string;
  party: Party;
};

/** Decides what somebody may do: all, nothing, or only with certain things. */
export type Right = (person: Person) => PolicyDecision;

const YES: PolicyDecision = { result: AuthorizeResult.ALLOW };
const NO: PolicyDecision = { result: AuthorizeResult.DENY };

/** Everybody who is signed in. */
export const everybody: Right = () => YES;

/** The IT service provider's people. */
export const itServiceProvider: Right = ({ party }) =>
  party.isItServiceProvider ? YES : NO;

/** Members of any of the three parties. */
export const members: Right = ({ party }) =>
  party.isItServiceProvider ||
  party.agencies.length > 0 ||
  party.softwareProviders.length > 0
    ? YES
    : NO;

/** Owner, agency and software provider; the IT service provider with everything. */
export const parties: Right = ({ party }) =>
  party.isItServiceProvider
    ? YES
    : createCloudServicesConditionalDecision({
        anyOf: [
          cloudServicesConditions.isOwner({ refs: party.refs }),
          cloudServicesConditions.isCustomer({ refs: party.refs }),
          cloudServicesConditions.isSoftwareProvider({ refs: party.refs }),
        ],
      });

const ownerOrSoftwareProvider: Right = ({ party }) =>
  createCloudServicesConditionalDecision({
    anyOf: [
      cloudServicesConditions.isOwner({ refs: party.refs }),
      cloudServicesConditions.isSoftwareProvider({ refs: party.refs }),
    ],
  });

/** Owner and software provider; the agency looks on. The IT service provider with everything. */
export const actingParties: Right = person =>
  person.party.isItServiceProvider ? YES : ownerOrSoftwareProvider(person);

/** Owner and software provider. Of the IT service provider only those who run the platform. */
export const credentialHolders: Right = person =>
  person.party.isPlatformEngineer ? YES : ownerOrSoftwareProvider(person);

/** Whoever gets the statement; the IT service provider with every one. */
export const payers: Right = ({ party }) =>
  party.isItServiceProvider
    ? YES
    : createCloudCostsConditionalDecision(
        cloudCostsConditions.isPayer({ refs: party.refs }),
      );

/**
 * Payer, agency and owner; the software provider what is for development and
 * test, unless it pays. The IT service provider everything.
 */
export const seersOfCosts: Right = ({ party }) => {
  if (party.isItServiceProvider) return YES;
  const { refs } = party;
  const developed = cloudCostsConditions.hasStage({
    stages: ['development', 'test'],
  });
  const owned = cloudCostsConditions.isOwner({ refs });
  return createCloudCostsConditionalDecision({
    anyOf: [
      cloudCostsConditions.isPayer({ refs }),
      cloudCostsConditions.isCustomer({ refs }),
      party.softwareProviders.length > 0
        ? { allOf: [owned, developed] }
        : owned,
      {
        allOf: [cloudCostsConditions.isSoftwareProvider({ refs }), developed],
      },
    ],
  });
};

/** Whose budget it is; the IT service provider with every one. */
export const ownersOfTheBudget: Right = ({ party }) =>
  party.isItServiceProvider
    ? YES
    : createCloudCostsConditionalDecision(
        cloudCostsConditions.isOwner({ refs: party.refs }),
      );

/**
 * What is promised to everybody; what is agreed with somebody, the agency and
 * its software provider, and an environment's owner. The IT service provider
 * everything.
 */
export const seersOfLevels: Right = ({ party }) => {
  if (party.isItServiceProvider) return YES;
  const { refs } = party;
  return createServiceLevelsConditionalDecision({
    anyOf: [
      serviceLevelsConditions.isGeneral(),
      serviceLevelsConditions.isCustomer({ refs }),
      serviceLevelsConditions.isSoftwareProvider({ refs }),
      serviceLevelsConditions.isOwner({ refs }),
    ],
  });
};

/** The agency with which the level is agreed. */
export const customersOfTheLevel: Right = ({ party: { refs } }) =>
  createServiceLevelsConditionalDecision(
    serviceLevelsConditions.isCustomer({ refs }),
  );

/** The agency with which the level is agreed, and its software provider. */
export const otherPartiesOfTheLevel: Right = ({ party: { refs } }) =>
  createServiceLevelsConditionalDecision({
    anyOf: [
      serviceLevelsConditions.isCustomer({ refs }),
      serviceLevelsConditions.isSoftwareProvider({ refs }),
    ],
  });

/**
 * Whoever asks; what is submitted also the agency that it is for and its software
 * provider. The IT service provider whatever is submitted.
 */
export const partiesOfTheRequest: Right = ({ party }) => {
  const { refs } = party;
  const submitted = serviceRequestsConditions.isSubmitted();
  return createServiceRequestsConditionalDecision({
    anyOf: [
      serviceRequestsConditions.isRequester({ refs }),
      party.isItServiceProvider
        ? submitted
        : {
            allOf: [
              submitted,
              {
                anyOf: [
                  serviceRequestsConditions.isCustomer({ refs }),
                  serviceRequestsConditions.isSoftwareProvider({ refs }),
                ],
              },
            ],
          },
    ],
  });
};

/** The agency that the request is for. */
export const customersOfTheRequest: Right = ({ party: { refs } }) =>
  createServiceRequestsConditionalDecision(
    serviceRequestsConditions.isCustomer({ refs }),
  );

/** Whoever started the task; the IT service provider with every task. */
export const starterOfTheTask: Right = ({ ref, party }) =>
  party.isItServiceProvider
    ? YES
    : {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'scaffolder',
        resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
        conditions: {
          rule: 'IS_TASK_OWNER',
          resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
          params: { createdBy: [ref] },
        },
      };

type EntityCondition = PermissionCondition<
  typeof RESOURCE_TYPE_CATALOG_ENTITY,
  PermissionRuleParams
>;

/** What is not for everybody in the catalog. */
const CONFIDENTIAL: PermissionCriteria<EntityCondition> = {
  anyOf: [
    // What is live is known by its annotation, not by its type: another team's
    // Resource may be of type `environment` too.
    ofEntity('HAS_ANNOTATION', { annotation: ENVIRONMENT_ID_ANNOTATION }),
    ofEntity('HAS_ANNOTATION', { annotation: INSTANCE_ID_ANNOTATION }),
    // Who works for whom, and who pays.
    ofEntity('IS_ENTITY_KIND', { kinds: ['Commission'] }),
    // What somebody has agreed with the provider: whole price lists, and price
    // lists that have a discount in them. Prices are for everybody in the costs
    // plugin, where discounts are shown to whom they are for.
    {
      allOf: [
        ofEntity('IS_ENTITY_KIND', { kinds: ['PriceList'] }),
        {
          anyOf: [
            ofEntity('HAS_SPEC', { key: 'agreement.customerRef' }),
            ofEntity('HAS_SPEC', { key: 'discounts.customerRef' }),
          ],
        },
      ],
    },
    // What is agreed about the level of one customer's individual service.
    {
      allOf: [
        ofEntity('IS_ENTITY_KIND', { kinds: ['ServiceLevelAgreement'] }),
        ofEntity('HAS_SPEC', { key: 'scope.customerRef' }),
      ],
    },
  ],
};

/** Where an entity's spec names its parties, as full refs. */
const PARTY_FIELDS = [
  'customer',
  'softwareProvider',
  'payer',
  // The software provider is not told what its customer has agreed to pay.
  'agreement.customerRef',
  'agreement.payerRef',
  // For the level it answers too.
  'scope.customerRef',
  'scope.softwareProviderRef',
];

/**
 * Everybody; but live environments, service instances, commissions, agreed
 * prices and agreed levels only their owner and the groups that they name as agency, software provider or
 * payer. The IT service provider every entity.
 *
 * One condition for each field and group, because the catalog's rule compares
 * one value at a time.
 */
export const seersOfTheEntity: Right = ({ party }) => {
  if (party.isItServiceProvider) return YES;
  const groups = party.refs.filter(ref => ref.startsWith('group:'));
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
    conditions: {
      anyOf: [
        { not: CONFIDENTIAL },
        ofEntity('IS_ENTITY_OWNER', { claims: party.refs }),
        ...PARTY_FIELDS.flatMap(key =>
          groups.map(value => ofEntity('HAS_SPEC', { key, value })),
        ),
      ],
    },
  };
};

// The rules behind these belong to the catalog's backend, on which a policy
// need not depend; a test runs them.
function ofEntity(rule: string, params: PermissionRuleParams): EntityCondition {
  return { rule, resourceType: RESOURCE_TYPE_CATALOG_ENTITY, params };
}
