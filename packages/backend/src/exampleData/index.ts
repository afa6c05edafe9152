export { BackgroundWork, type Attempts } from './BackgroundWork';
export { DoneList } from './DoneList';
export { checkDocument, readDocument } from './readDocument';
export { signInAs } from './signInAs';
