export { exampleServiceLevelsPlugin as default } from './plugin';
