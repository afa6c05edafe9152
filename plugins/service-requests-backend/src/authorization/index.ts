export {
  createAccess,
  type Access,
  type Decisions,
  type PartyTable,
  type ServiceRequestsPermission,
} from './access';
export { registerPermissions } from './registerPermissions';
export { requireProvider } from './requireProvider';
export { resourceOf, type PartyColumns } from './resources';
export * from './rules';
export { rolesIn, speaksFor } from './tenancy';
