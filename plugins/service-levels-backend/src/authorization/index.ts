export {
  type Access,
  createAccess,
  type Decisions,
  type ServiceLevelsPermission,
} from './access';
export { registerPermissions } from './registerPermissions';
export { type CommitmentParties, commitmentResource } from './resources';
export type { ServiceLevelsResource } from './rules';
