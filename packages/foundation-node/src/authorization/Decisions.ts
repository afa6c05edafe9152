import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import {
  applyCriteria,
  type PropertyFilter,
  whereParty,
} from './applyCriteria';
import type { Party } from '../parties';
import type { Caller } from './Caller';
import type { AccessTerms, PermissionOf, ResourceModel } from './ResourceModel';

/** How conditions of a plugin's resource type are read. @public */
export type ConditionReader<T extends AccessTerms> = {
  toFilter: ConditionTransformer<PropertyFilter<T['property']>>;
  conforms: (
    decision: PolicyDecision,
    resource: T['resource'] | undefined,
  ) => boolean;
};

/** The policy's answers about one caller; from `Access.decide`. @public */
export class Decisions<T extends AccessTerms> {
  /** @internal */
  constructor(
    readonly caller: Caller,
    private readonly answers: Map<string, PolicyDecision>,
    private readonly model: ResourceModel<T>,
    private readonly reader: ConditionReader<T>,
  ) {}

  /** Restricts a query to what the caller may see. */
  restrict(
    query: Knex.QueryBuilder,
    table: T['table'],
    permission: PermissionOf<T>,
  ): void {
    const answer = this.answer(permission);
    if (answer.result === AuthorizeResult.DENY) {
      query.whereRaw('1 = 0');
      return;
    }
    const columns = this.model.columns[table];
    if (this.caller.type === 'user' && !this.model.seesAll(this.caller.party)) {
      this.restrictToParty(query, table, this.caller.party);
    }
    if (answer.result === AuthorizeResult.CONDITIONAL) {
      const criteria: PermissionCriteria<PropertyFilter<T['property']>> =
        this.reader.toFilter(answer.conditions);
      query.where(nested => applyCriteria(nested, columns, criteria));
    }
  }

  /** Whether the caller may do something with a resource at hand. */
  allow(
    permission: PermissionOf<T>,
    resource: T['resource'],
    deed: T['deed'],
  ): boolean {
    const tenancyAllows =
      this.caller.type === 'user'
        ? this.model.deeds[deed](this.caller.party, resource)
        : this.model.deedsOfServices.includes(deed);
    return (
      tenancyAllows && this.reader.conforms(this.answer(permission), resource)
    );
  }

  private restrictToParty(
    query: Knex.QueryBuilder,
    table: T['table'],
    party: Party,
  ): void {
    const columns = this.model.columns[table];
    if (this.model.visible) {
      const criteria = this.model.visible(party, table);
      query.where(nested => applyCriteria(nested, columns, criteria));
      return;
    }
    const ofParties = this.model.partyProperties
      .map(property => columns[property])
      .filter(column => column !== undefined);
    whereParty(query, ofParties, party.refs);
  }

  private answer(permission: PermissionOf<T>): PolicyDecision {
    const answer = this.answers.get(permission.name);
    if (!answer) throw new Error(`nobody asked for "${permission.name}"`);
    return answer;
  }
}
