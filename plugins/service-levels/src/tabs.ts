import { type ComponentType } from 'react';
import { LevelsTab } from './levels/LevelsTab';

/** The tabs of `/service-levels`, each with an address of its own below it. */
export const TABS: ReadonlyArray<{
  id: 'levels';
  path: string;
  Content: ComponentType;
}> = [{ id: 'levels', path: '/', Content: LevelsTab }];

export type ServiceLevelsTab = (typeof TABS)[number];
