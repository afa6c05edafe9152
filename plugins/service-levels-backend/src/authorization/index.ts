export {
  type Access,
  createAccess,
  type Decisions,
  type ServiceLevelsPermission,
} from './access';
export { registerPermissions } from './registerPermissions';
export { type CommitmentParties, commitmentResource } from './resources';
export {
  createServiceLevelsConditionalDecision,
  serviceLevelsConditions,
  serviceLevelsResourceRef,
  serviceLevelsRules,
  type ServiceLevelsResource,
  type ServiceLevelsResourceFilter,
} from './rules';
