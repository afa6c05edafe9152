export { CandidatePage } from './CandidatePage';
export { CandidatesPage } from './CandidatesPage';
export { StandardHint } from './StandardHint';
