export { ReleaseSection } from './ReleaseSection';
