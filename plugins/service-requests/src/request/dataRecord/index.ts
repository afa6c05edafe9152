export { DataRecordSection } from './DataRecordSection';
