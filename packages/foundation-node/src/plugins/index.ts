export { pluginClient } from './pluginClient';
