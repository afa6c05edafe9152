export { VerdictSection } from './VerdictSection';
