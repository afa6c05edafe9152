import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import { applyCriteria, type ResourceTable, whereParty } from './applyCriteria';
import type { Caller } from './Caller';
import {
  cloudServicesResourceRef,
  type CloudServicesResource,
  type CloudServicesResourceFilter,
} from './rules';
import { mayChange, maySee, mayUseCredentials } from './tenancy';

/** Permissions about environments, instances and orders. */
export type CloudServicesPermission = ResourcePermission<
  typeof cloudServicesResourceRef.resourceType
>;

/** What the domain itself asks, besides the policy. */
export type Deed = 'see' | 'change' | 'use-credentials';

const TENANCY = {
  see: maySee,
  change: mayChange,
  'use-credentials': mayUseCredentials,
} satisfies Record<Deed, unknown>;

/** The policy's answers about one caller. */
export class Decisions {
  constructor(
    readonly caller: Caller,
    private readonly answers: Map<string, PolicyDecision>,
    private readonly toFilter: ConditionTransformer<CloudServicesResourceFilter>,
    private readonly conforms: (
      decision: PolicyDecision,
      resource: CloudServicesResource | undefined,
    ) => boolean,
  ) {}

  /** Restricts a query to what the caller may see. */
  restrict(
    query: Knex.QueryBuilder,
    table: ResourceTable,
    permission: CloudServicesPermission,
  ): void {
    const answer = this.answer(permission);
    if (answer.result === AuthorizeResult.DENY) {
      query.whereRaw('1 = 0');
      return;
    }
    if (this.caller.type === 'user' && !this.caller.party.isItServiceProvider) {
      whereParty(query, table, this.caller.party.refs);
    }
    if (answer.result === AuthorizeResult.CONDITIONAL) {
      const criteria: PermissionCriteria<CloudServicesResourceFilter> =
        this.toFilter(answer.conditions);
      query.where(nested => applyCriteria(nested, table, criteria));
    }
  }

  /** Whether the caller may do something with a resource at hand. */
  allow(
    permission: CloudServicesPermission,
    resource: CloudServicesResource,
    deed: Deed,
  ): boolean {
    if (
      this.caller.type === 'user' &&
      !TENANCY[deed](this.caller.party, resource)
    ) {
      return false;
    }
    // Other plugins read; they never change anything or see credentials for themselves.
    if (this.caller.type === 'service' && deed !== 'see') return false;
    return this.conforms(this.answer(permission), resource);
  }

  private answer(permission: CloudServicesPermission): PolicyDecision {
    const answer = this.answers.get(permission.name);
    if (!answer) throw new Error(`nobody asked for "${permission.name}"`);
    return answer;
  }
}
