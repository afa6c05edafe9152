export * from './types';
export * from './checkAgreementSet';
export { subjectsOf } from './checkComposition';
export { clockSeconds, noticeSeconds } from './durations';
export * from './objectiveTerms';
export { refine } from './refine';
export * from './relations';
export {
  serviceLevelAgreementSchema,
  serviceLevelAgreementSpecSchema,
} from './schema';
export {
  isServiceLevelAgreementEntity,
  validateAgreement,
} from './validateAgreement';
export {
  effectiveVersions,
  validityOfVersions,
  type Validity,
  type VersionInForce,
} from './validity';
