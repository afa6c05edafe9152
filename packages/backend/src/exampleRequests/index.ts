export { exampleRequestsPlugin as default } from './plugin';
