import { lazy, type ComponentType } from 'react';
import { LevelsTab } from './levels/LevelsTab';
import {
  agreementsRouteRef,
  calendarsRouteRef,
  maintenanceRouteRef,
  outagesRouteRef,
  reportsRouteRef,
} from './routes';

const OutagesTab = lazy(() =>
  import('./outages/OutagesTab').then(m => ({ default: m.OutagesTab })),
);
const MaintenanceTab = lazy(() =>
  import('./maintenance/MaintenanceTab').then(m => ({
    default: m.MaintenanceTab,
  })),
);
const CalendarsTab = lazy(() =>
  import('./calendars/CalendarsTab').then(m => ({ default: m.CalendarsTab })),
);
const AgreementsTab = lazy(() =>
  import('./agreements/AgreementsTab').then(m => ({
    default: m.AgreementsTab,
  })),
);
const ReportsTab = lazy(() =>
  import('./reports/ReportsTab').then(m => ({ default: m.ReportsTab })),
);

/** A tab of `/service-levels`, with an address of its own below it. */
export type ServiceLevelsTab = {
  id:
    | 'levels'
    | 'outages'
    | 'maintenance'
    | 'calendars'
    | 'agreements'
    | 'reports';
  path: string;
  Content: ComponentType;
};

export const TABS: readonly ServiceLevelsTab[] = [
  { id: 'levels', path: '/', Content: LevelsTab },
  { id: 'outages', path: outagesRouteRef.path, Content: OutagesTab },
  {
    id: 'maintenance',
    path: maintenanceRouteRef.path,
    Content: MaintenanceTab,
  },
  { id: 'calendars', path: calendarsRouteRef.path, Content: CalendarsTab },
  { id: 'agreements', path: agreementsRouteRef.path, Content: AgreementsTab },
  { id: 'reports', path: reportsRouteRef.path, Content: ReportsTab },
];
