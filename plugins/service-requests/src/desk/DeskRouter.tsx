import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import { DeskPage } from './list';
import {
  connectorsRouteRef,
  releaseCalendarRouteRef,
  reportTicketRouteRef,
  ticketRouteRef,
} from './routes';

const ReportPage = lazy(() =>
  import('./report').then(m => ({ default: m.ReportPage })),
);
const CalendarPage = lazy(() =>
  import('./calendar').then(m => ({ default: m.CalendarPage })),
);
const ConnectorsPage = lazy(() =>
  import('./connectors').then(m => ({ default: m.ConnectorsPage })),
);
const TicketPage = lazy(() =>
  import('./ticket').then(m => ({ default: m.TicketPage })),
);

/** Everything under `/service-desk`. */
export function DeskRouter() {
  return (
    <PageRoutes>
      <Route path="/" element={<DeskPage />} />
      <Route path={reportTicketRouteRef.path} element={<ReportPage />} />
      <Route path={releaseCalendarRouteRef.path} element={<CalendarPage />} />
      <Route path={connectorsRouteRef.path} element={<ConnectorsPage />} />
      <Route path={ticketRouteRef.path} element={<TicketPage />} />
    </PageRoutes>
  );
}
