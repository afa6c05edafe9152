export { BackgroundWork, type Attempts } from './BackgroundWork';
export { DoneList } from './DoneList';
export { checkDocument, readDocument } from './readDocument';
export { scenarioPlugin } from './scenarioPlugin';
export { signInAs } from './signInAs';
