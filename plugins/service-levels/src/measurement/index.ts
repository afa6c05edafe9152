export { MeasurementSection } from './MeasurementSection';
