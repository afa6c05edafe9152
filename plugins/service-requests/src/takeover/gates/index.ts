export { GateSection } from './GateSection';
