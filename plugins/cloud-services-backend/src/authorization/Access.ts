import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  type ConditionTransformer,
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { notAllowed } from '../refusals';
import type { Caller } from './Caller';
import { type CloudServicesPermission, Decisions } from './Decisions';
import {
  cloudServicesResourceRef,
  type CloudServicesResource,
  type CloudServicesResourceFilter,
} from './rules';

/**
 * Wraps the domain from outside: the stores know nothing of rights, and whoever
 * hands out their rows asks here. A decision is the conjunction of tenancy,
 * which no policy can lift, and the policy's answer.
 */
export class Access {
  private readonly toFilter: ConditionTransformer<CloudServicesResourceFilter>;
  private readonly conforms: (
    decision: PolicyDecision,
    resource: CloudServicesResource | undefined,
  ) => boolean;

  constructor(
    private readonly permissions: PermissionsService,
    registry: PermissionsRegistryService,
  ) {
    const ruleset = registry.getPermissionRuleset(cloudServicesResourceRef);
    this.toFilter = createConditionTransformer(ruleset);
    this.conforms = createConditionAuthorizer(ruleset);
  }

  /** Asks the policy once for all permissions that a request needs. */
  async decide(
    caller: Caller,
    permissions: CloudServicesPermission[],
  ): Promise<Decisions> {
    const answers = await this.permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials: caller.credentials },
    );
    return new Decisions(
      caller,
      new Map(permissions.map(({ name }, index) => [name, answers[index]])),
      this.toFilter,
      this.conforms,
    );
  }

  /** A permission that is about no resource; refuses with 403. */
  async require(caller: Caller, permission: BasicPermission): Promise<void> {
    if (!(await this.allows(caller, permission))) {
      throw notAllowed(
        `you need the permission "${permission.name}" for this; ask your portal's administrators`,
      );
    }
  }

  /** A permission that is about no resource. */
  async allows(caller: Caller, permission: BasicPermission): Promise<boolean> {
    const [answer] = await this.permissions.authorize([{ permission }], {
      credentials: caller.credentials,
    });
    return answer.result === AuthorizeResult.ALLOW;
  }
}
