import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import {
  agreementRouteRef,
  calendarRouteRef,
  explanationRouteRef,
  outageRouteRef,
  reportRouteRef,
  serviceLevelRouteRef,
} from './routes';
import { ServiceLevelsPage } from './ServiceLevelsPage';
import { TABS } from './tabs';

const LevelPage = lazy(() =>
  import('./levels/LevelPage').then(m => ({ default: m.LevelPage })),
);
const ExplanationPage = lazy(() =>
  import('./levels/ExplanationPage').then(m => ({
    default: m.ExplanationPage,
  })),
);
const OutagePage = lazy(() =>
  import('./outages/OutagePage').then(m => ({ default: m.OutagePage })),
);
const CalendarPage = lazy(() =>
  import('./calendars/CalendarPage').then(m => ({ default: m.CalendarPage })),
);
const AgreementPage = lazy(() =>
  import('./agreements/AgreementPage').then(m => ({
    default: m.AgreementPage,
  })),
);
const ReportPage = lazy(() =>
  import('./reports/ReportPage').then(m => ({ default: m.ReportPage })),
);

/** Everything under `/service-levels`. */
export function ServiceLevelsRouter() {
  return (
    <PageRoutes>
      {TABS.map(tab => (
        <Route
          key={tab.id}
          path={tab.path}
          element={<ServiceLevelsPage tab={tab} />}
        />
      ))}
      <Route path={serviceLevelRouteRef.path} element={<LevelPage />} />
      <Route path={explanationRouteRef.path} element={<ExplanationPage />} />
      <Route path={outageRouteRef.path} element={<OutagePage />} />
      <Route path={calendarRouteRef.path} element={<CalendarPage />} />
      <Route path={agreementRouteRef.path} element={<AgreementPage />} />
      <Route path={reportRouteRef.path} element={<ReportPage />} />
    </PageRoutes>
  );
}
