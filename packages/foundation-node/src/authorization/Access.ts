import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { notAllowed } from '../refusals';
import type { Caller } from './Caller';
import { type ConditionReader, Decisions } from './Decisions';
import type { AccessTerms, PermissionOf, ResourceModel } from './ResourceModel';

/**
 * Wraps the domain from outside: the stores know nothing of rights, and whoever
 * hands out their rows asks here. A decision is the conjunction of tenancy,
 * which no policy can lift, and the policy's answer.
 * @public
 */
export class Access<T extends AccessTerms> {
  private constructor(
    private readonly permissions: PermissionsService,
    private readonly model: ResourceModel<T>,
    private readonly reader: ConditionReader<T>,
  ) {}

  /** The resource type has to be in the registry before. */
  static create<T extends AccessTerms>(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    model: ResourceModel<T>;
  }): Access<T> {
    const { permissions, permissionsRegistry, model } = options;
    const ruleset = permissionsRegistry.getPermissionRuleset(model.resourceRef);
    return new Access(permissions, model, {
      toFilter: createConditionTransformer(ruleset),
      conforms: createConditionAuthorizer(ruleset),
    });
  }

  /** Asks the policy once for all permissions that a request needs. */
  async decide(
    caller: Caller,
    permissions: Array<PermissionOf<T>>,
  ): Promise<Decisions<T>> {
    const answers = await this.permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials: caller.credentials },
    );
    return new Decisions(
      caller,
      new Map(permissions.map(({ name }, index) => [name, answers[index]])),
      this.model,
      this.reader,
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
