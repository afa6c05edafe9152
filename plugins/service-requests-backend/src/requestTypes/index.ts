export { requireCompleteForm, requireDraftForm } from './checkForm';
export { RequestTypeBook, type StoredRequestType } from './RequestTypeBook';
export { mayOpen, RequestTypeService } from './RequestTypeService';
export { RequestTypeSync } from './RequestTypeSync';
export { requestTypeRoutes, type RequestTypeRouteOptions } from './routes';
