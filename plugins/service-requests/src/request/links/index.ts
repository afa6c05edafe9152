export { LinkSection } from './LinkSection';
