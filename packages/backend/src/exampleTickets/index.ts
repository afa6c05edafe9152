export { exampleTicketsPlugin as default } from './plugin';
