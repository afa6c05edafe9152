export { isLiveResource, relationsOf } from './relationsOf';
