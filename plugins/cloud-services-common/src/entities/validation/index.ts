export { formatEntityProblem, type EntityProblem } from './EntityProblem';
export { checkDualCloudEntity } from './checkEntity';
export { checkShape } from './shape';
export { findCycle } from './commonRules';
export { cloudServiceSpecSchema } from '../schemas/cloudServiceSpecSchema';
export { commissionSpecSchema } from '../schemas/commissionSpecSchema';
export { environmentBlueprintSpecSchema } from '../schemas/environmentBlueprintSpecSchema';
