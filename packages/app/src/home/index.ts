import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageWidgetBlueprint.make({
      name: 'welcome',
      params: {
        name: 'Welcome',
        title: 'Dual Cloud',
        components: async () => ({
          Content: (await import('./WelcomeWidget')).WelcomeWidget,
        }),
      },
    }),
  ],
});
