import {
  isPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import type { Party } from '@dualcloud/backstage-plugin-cloud-services-node';
import { allowIf, isOneOf } from './decisions';

// Only the IT service provider can publish a template, so whoever runs one runs
// nothing but what was published; the actions themselves ask who orders.
const FOR_EVERYBODY = [
  actionExecutePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
];

/** Templates and their tasks. */
export function decideOnScaffolder(
  permission: Permission,
  party: Party,
): PolicyDecision | undefined {
  if (isOneOf(permission, FOR_EVERYBODY)) return allowIf(true);
  for (const task of [taskReadPermission, taskCancelPermission]) {
    if (isPermission(permission, task)) {
      return party.isItServiceProvider
        ? allowIf(true)
        : createScaffolderTaskConditionalDecision(
            permission,
            scaffolderTaskConditions.isTaskOwner({
              createdBy: party.refs.filter(ref => ref.startsWith('user:')),
            }),
          );
    }
  }
  return permission.name.startsWith('scaffolder.')
    ? allowIf(party.isItServiceProvider)
    : undefined;
}
