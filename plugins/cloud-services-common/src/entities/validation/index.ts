export { formatEntityProblem, type EntityProblem } from './EntityProblem';
export { checkDualCloudEntity } from './checkEntity';
export { checkShape } from './shape';
export { findCycle } from '@dualcloud/foundation-common';
export { cloudServiceSpecSchema } from '../schemas/cloudServiceSpecSchema';
export { commissionSpecSchema } from '../schemas/commissionSpecSchema';
export { environmentBlueprintSpecSchema } from '../schemas/environmentBlueprintSpecSchema';
