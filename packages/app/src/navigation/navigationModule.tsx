import type { ComponentProps } from 'react';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  type NavContentComponent,
} from '@backstage/plugin-app-react';
import { NavigationContent } from './NavigationContent';

export type NavContentProps = ComponentProps<NavContentComponent>;

export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    NavContentBlueprint.make({ params: { component: NavigationContent } }),
  ],
});
