import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { Party } from '@dualcloud/backstage-plugin-cloud-services-node';
import { decideOnCatalog } from './catalog';
import { decideOnCloudServices } from './cloudServices';
import { decideOnScaffolder } from './scaffolder';

/*
 * Who may do what, by party:
 *
 *                                  agency   software   IT service  platform
 *                                           provider   provider    engineer
 *   see environments, orders …     its own  its own    all         all
 *   change, tear down, retry       what it  its own    all         all
 *                                  owns
 *   use credentials                what it  its own    no          all
 *                                  owns
 *   order                          yes      yes        yes         yes
 *   delivery times, manage broker  no       no         yes         yes
 *   services, people, systems      all      all        all         all
 *   live environments in catalog   its own  its own    all         all
 *   commissions                    its own  its own    all         all
 *   register, delete, refresh      no       no         yes         yes
 *   template tasks                 own      own        all         all
 *
 * "Its own" is what the party owns, is the agency of, or is the commissioned
 * software provider for. Somebody who belongs to no party sees the catalogue
 * and nothing live. What no plugin known here asks for is for the IT service
 * provider only: a portal that adds a plugin decides for itself who else may
 * use it. The domain enforces tenancy once more, under any policy.
 */

/**
 * The permission policy of a portal that serves agencies, software providers
 * and one IT service provider.
 * @public
 */
export class CloudServicesPolicy implements PermissionPolicy {
  private constructor(
    private readonly partyOf: (user: PolicyQueryUser) => Promise<Party>,
  ) {}

  /** @param options - `partyOf` says which parties somebody belongs to */
  static create(options: {
    partyOf: (user: PolicyQueryUser) => Promise<Party>;
  }): CloudServicesPolicy {
    return new CloudServicesPolicy(options.partyOf);
  }

  /** Decides; nobody who is not signed in may do anything. */
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return { result: AuthorizeResult.DENY };
    const party = await this.partyOf(user);
    return (
      decideOnCloudServices(permission, party) ??
      decideOnCatalog(permission, party) ??
      decideOnScaffolder(permission, party) ?? {
        result: party.isItServiceProvider
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      }
    );
  }
}
