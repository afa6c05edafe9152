export { exampleUsagePlugin as default } from './plugin';
