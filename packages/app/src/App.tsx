import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogModuleCloudServicesGerman,
  scaffolderModuleCloudServicesGerman,
  searchModuleCloudServicesGerman,
} from '@dualcloud/backstage-plugin-app-module-cloud-services-german';
import { homeModule } from './home';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';
import { translationModule } from './translation';

export default createApp({
  features: [
    catalogPlugin,
    catalogModuleCloudServicesGerman,
    scaffolderModuleCloudServicesGerman,
    searchModuleCloudServicesGerman,
    homeModule,
    navigationModule,
    signInModule,
    translationModule,
  ],
});
