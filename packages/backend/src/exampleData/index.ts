export { BackgroundWork, type Attempts } from './BackgroundWork';
export { DoneList } from './DoneList';
export { checkDocument, readDocument } from './readDocument';
export { type ClientOf, requestsClients } from './requestsClients';
export { scenarioPlugin } from './scenarioPlugin';
export { signInAs } from './signInAs';
