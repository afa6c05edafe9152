import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { homeModule } from './home';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';
import { translationModule } from './translation';

export default createApp({
  features: [
    catalogPlugin,
    homeModule,
    navigationModule,
    signInModule,
    translationModule,
  ],
});
