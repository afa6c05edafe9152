import type {
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionResourceRef } from '@backstage/plugin-permission-node';
import type { Party } from '../parties';
import type { ColumnMap, PropertyFilter } from './applyCriteria';

/**
 * The words in which a plugin speaks about its rights; the type parameter of
 * `Access`, `Decisions` and `ResourceModel`.
 *
 * @example
 * ```ts
 * type Terms = {
 *   resourceType: 'cloud-costs-resource';
 *   resource: CostsResource;
 *   property: 'ownerRef' | 'customerRef';
 *   table: 'budgets' | 'price_lists';
 *   deed: 'see' | 'change';
 * };
 * ```
 * @public
 */
export type AccessTerms = {
  /** The resource type of its permissions. */
  resourceType: string;
  /** An object as far as rights depend on it; what its rules look at. */
  resource: unknown;
  /** Properties of the resource that rules ask for. */
  property: string;
  /** Tables that have such resources. */
  table: string;
  /** What somebody may do with a resource. */
  deed: string;
};

/** A permission about a plugin's resources. @public */
export type PermissionOf<T extends AccessTerms> = ResourcePermission<
  T['resourceType']
>;

/**
 * What `Access` has to know of a plugin: where its resources are stored and who
 * may do what with them under any permission policy, also one that allows
 * everything. A policy can only take away from this.
 * @public
 */
export type ResourceModel<T extends AccessTerms> = {
  resourceRef: PermissionResourceRef<
    T['resource'],
    PropertyFilter<T['property']>,
    T['resourceType']
  >;
  /** The columns of each table, qualified with the table's name. */
  columns: Readonly<Record<T['table'], ColumnMap<T['property']>>>;
  /** Properties that name a party; lists show what one of the caller's refs is in. */
  partyProperties: ReadonlyArray<T['property']>;
  /**
   * What lists show of a table, where it takes more than one of the caller's
   * refs in one of the properties above. Must agree with the deeds too.
   */
  visible?: (
    party: Party,
    table: T['table'],
  ) => PermissionCriteria<PropertyFilter<T['property']>>;
  /** Whether lists show everything; usually to the IT service provider. */
  seesAll: (party: Party) => boolean;
  /** Whether a party may do something with a resource. Must agree with the lists about seeing. */
  deeds: Readonly<
    Record<T['deed'], (party: Party, resource: T['resource']) => boolean>
  >;
  /** What other plugins may do for themselves; usually only see. */
  deedsOfServices: ReadonlyArray<T['deed']>;
};
