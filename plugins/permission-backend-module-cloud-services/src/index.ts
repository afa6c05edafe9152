/**
 * Permission policy for the three parties: agency, software provider and IT
 * service provider.
 *
 * @packageDocumentation
 */

export { permissionModuleCloudServices as default } from './module';
export {
  ThreePartyPolicy,
  type ThreePartyPolicyOptions,
} from './ThreePartyPolicy';
