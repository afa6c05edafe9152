/**
 * Scaffolder action that attaches a service level agreement to a new service.
 *
 * @packageDocumentation
 */

export {
  attachAgreementAction,
  type AttachAgreementOptions,
} from './agreements';
export { scaffolderModuleServiceLevels as default } from './module';
