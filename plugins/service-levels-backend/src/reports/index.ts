export { FigureKeeper } from './FigureKeeper';
export { ReductionOutbox } from './ReductionOutbox';
export { ReportDesk } from './ReportDesk';
export { ReportOpener } from './ReportOpener';
export { ReportReader } from './ReportReader';
export { ReportStore } from './ReportStore';
export { type ReportRouteOptions, reportRoutes } from './routes';
