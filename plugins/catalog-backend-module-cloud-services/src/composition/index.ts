export {
  blueprintServiceRefs,
  checkBlueprintServices,
} from './checkBlueprintServices';
export { checkDependsOn } from './checkDependsOn';
export { Dependents, dependentsKey } from './Dependents';
export { resolveRef, serviceRefs } from './refs';
export { ServiceReader } from './ServiceReader';
