import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Party } from '@dualcloud/foundation-node';
import type { CloudCostsResource, CloudCostsResourceFilter } from './rules';

/**
 * Who sees what, decided by the domain under any permission policy, also one
 * that allows everything. A policy can only take away from this.
 *
 * Lists and single objects are judged by the same criteria: a list as SQL, an
 * object by `conforms`.
 */

type Criteria = PermissionCriteria<CloudCostsResourceFilter>;

/** Tables that have a row for each resource. */
export type ResourceTable = 'allocations' | 'statements' | 'budgets';

/** What a software provider may see of what others pay for. */
const STAGES_OF_SOFTWARE_PROVIDERS = ['development', 'test'];

/** What of a table is visible to a party that is not the IT service provider. */
export function visible(party: Party, table: ResourceTable): Criteria {
  const { refs } = party;
  const payer: Criteria = { property: 'payerRef', values: refs };
  const customer: Criteria = { property: 'customerRef', values: refs };
  const owner: Criteria = { property: 'ownerRef', values: refs };
  switch (table) {
    case 'statements':
      return payer;
    case 'budgets':
      return { anyOf: [owner, customer] };
    default: {
      const developed: Criteria = {
        property: 'stage',
        values: STAGES_OF_SOFTWARE_PROVIDERS,
      };
      // What a software provider's team owns in production is its customer's
      // business, unless it pays for it.
      const owned: Criteria =
        party.softwareProviders.length > 0
          ? { allOf: [owner, developed] }
          : owner;
      const commissioned: Criteria = {
        allOf: [{ property: 'softwareProviderRef', values: refs }, developed],
      };
      return { anyOf: [payer, customer, owned, commissioned] };
    }
  }
}

/** The kind of thing that a resource ref names; also the table that it is in. */
export function tableOf({ ref }: CloudCostsResource): ResourceTable {
  const [kind] = ref.split(':', 1);
  if (kind === 'statement') return 'statements';
  return kind === 'budget' ? 'budgets' : 'allocations';
}

export function maySee(party: Party, resource: CloudCostsResource): boolean {
  return (
    party.isItServiceProvider ||
    conforms(resource, visible(party, tableOf(resource)))
  );
}

/** Budgets are changed by the members of their owner and by the IT service provider. */
export function mayChange(party: Party, resource: CloudCostsResource): boolean {
  return (
    party.isItServiceProvider ||
    (tableOf(resource) === 'budgets' &&
      party.refs.includes(resource.ownerRef ?? ''))
  );
}

function conforms(resource: CloudCostsResource, criteria: Criteria): boolean {
  if ('allOf' in criteria) {
    return criteria.allOf.every(child => conforms(resource, child));
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(child => conforms(resource, child));
  }
  if ('not' in criteria) return !conforms(resource, criteria.not);
  return criteria.values.includes(resource[criteria.property] ?? '');
}
