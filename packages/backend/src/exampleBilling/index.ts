export { exampleBillingPlugin as default } from './plugin';
