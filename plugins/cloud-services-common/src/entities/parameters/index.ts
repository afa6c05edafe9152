export { findUnsafeKey, findUnsafeValue, plainLine, plainText } from './unsafe';
export {
  normalizeParameterSchema,
  type NormalizedParameterSchema,
} from './normalizeParameterSchema';
export {
  configurationFormSchema,
  type ConfigurationFormOptions,
  type PlanChoice,
} from './configurationFormSchema';
