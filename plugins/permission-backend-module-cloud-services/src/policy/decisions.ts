import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type Permission,
} from '@backstage/plugin-permission-common';

export function allowIf(condition: boolean): DefinitivePolicyDecision {
  return {
    result: condition ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  };
}

export function isOneOf(
  permission: Permission,
  permissions: Permission[],
): boolean {
  return permissions.some(({ name }) => name === permission.name);
}
