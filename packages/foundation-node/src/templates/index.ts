export { explainAnswer, isPassing } from './explainAnswer';
export { follow, type FollowOptions } from './follow';
export { identityOf, taskKey } from './identity';
