import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { PartyResolver } from '@dualcloud/foundation-node';
import { POLICY, UNKNOWN } from './policy';
import type { Right } from './rights';

/** @public */
export type ThreePartyPolicyOptions = {
  parties: PartyResolver;
  logger: LoggerService;
};

/**
 * Who may do what, by the part that they have in the triangle of agency,
 * software provider and IT service provider. The table is in `policy.ts`.
 *
 * Services that act for themselves never get here: Backstage lets them through,
 * and each plugin decides on its own what other plugins may ask of it.
 * @public
 */
export class ThreePartyPolicy implements PermissionPolicy {
  private readonly told = new Set<string>();

  constructor(private readonly options: ThreePartyPolicyOptions) {}

  /** @throws if the catalog does not answer: without it nobody's party is known */
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return { result: AuthorizeResult.DENY };
    const { userEntityRef, ownershipEntityRefs } = user.info;
    const party = await this.options.parties.resolve([
      ...new Set([userEntityRef, ...ownershipEntityRefs]),
    ]);
    return this.rightTo(permission)({ ref: userEntityRef, party });
  }

  private rightTo(permission: Permission): Right {
    const right = POLICY.get(permission.name);
    if (right) return right;
    if (!this.told.has(permission.name)) {
      this.told.add(permission.name);
      this.options.logger.info(
        `The policy for the three parties does not know the permission "${permission.name}": ` +
          `everybody signed in may read, only the IT service provider may do anything else`,
      );
    }
    return permission.attributes.action === 'read'
      ? UNKNOWN.read
      : UNKNOWN.otherwise;
  }
}
