import { lazy, type ComponentType } from 'react';
import { LevelsTab } from './levels/LevelsTab';
import { maintenanceRouteRef, outagesRouteRef } from './routes';

const OutagesTab = lazy(() =>
  import('./outages/OutagesTab').then(m => ({ default: m.OutagesTab })),
);
const MaintenanceTab = lazy(() =>
  import('./maintenance/MaintenanceTab').then(m => ({
    default: m.MaintenanceTab,
  })),
);

/** A tab of `/service-levels`, with an address of its own below it. */
export type ServiceLevelsTab = {
  id: 'levels' | 'outages' | 'maintenance';
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
];
