export { ReductionOutbox } from './ReductionOutbox';
export { ReportBook } from './ReportBook';
export { ReportService } from './ReportService';
export { ReportStore } from './ReportStore';
export { type ReportRouteOptions, reportRoutes } from './routes';
