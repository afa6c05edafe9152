export {
  type Fulfilment,
  ItemStore,
  missingItems,
  presentChecklist,
  requireEvidence,
} from './checklist';
export { newRequest } from './newRequest';
export { ownParty, PartyFinder } from './parties';
export { buildingBlocksOf, patternOf } from './pattern';
export { repeatable, type Repeatable } from './repeatable';
export { RequestDesk } from './RequestDesk';
export { RequestFiler } from './RequestFiler';
export { RequestMover, type Destinations } from './RequestMover';
export { RequestReader, type SeenRequest } from './RequestReader';
export { RequestService } from './RequestService';
export { RequestWork } from './RequestWork';
export { standingIn } from './standing';
export { type StepRow, RequestStore } from './RequestStore';
export { requestRoutes, type RequestRouteOptions } from './routes';
export { type RequestRow, type StoredRequest, toRequest } from './types';
