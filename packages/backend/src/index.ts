import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./examplePeople'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@dualcloud/backstage-plugin-catalog-backend-module-cloud-costs'),
);
backend.add(
  import('@dualcloud/backstage-plugin-catalog-backend-module-cloud-services'),
);
backend.add(
  import('@dualcloud/backstage-plugin-catalog-backend-module-service-levels'),
);
backend.add(
  import('@dualcloud/backstage-plugin-catalog-backend-module-service-requests'),
);

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@dualcloud/backstage-plugin-permission-backend-module-cloud-services'
  ),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import(
    '@dualcloud/backstage-plugin-scaffolder-backend-module-cloud-services'
  ),
);
backend.add(
  import(
    '@dualcloud/backstage-plugin-scaffolder-backend-module-service-levels'
  ),
);
backend.add(
  import(
    '@dualcloud/backstage-plugin-scaffolder-backend-module-service-requests'
  ),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(
  import('@dualcloud/backstage-plugin-search-backend-module-service-levels'),
);
backend.add(
  import('@dualcloud/backstage-plugin-search-backend-module-service-requests'),
);
// Leaves the search to the engine in memory where there is no PostgreSQL.
backend.add(import('@backstage/plugin-search-backend-module-pg'));

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@dualcloud/backstage-plugin-cloud-costs-backend'));
backend.add(import('@dualcloud/backstage-plugin-service-levels-backend'));
backend.add(import('@dualcloud/backstage-plugin-service-requests-backend'));
backend.add(
  import(
    '@dualcloud/backstage-plugin-service-requests-backend-module-request-tracker'
  ),
);
backend.add(
  import(
    '@dualcloud/backstage-plugin-service-levels-backend-module-prometheus'
  ),
);
backend.add(
  import('@dualcloud/backstage-plugin-cloud-costs-backend-module-sandbox'),
);
backend.add(import('@dualcloud/backstage-plugin-cloud-services-backend'));
backend.add(
  import('@dualcloud/backstage-plugin-cloud-services-backend-module-osb'),
);
backend.add(import('./exampleBilling'));
backend.add(import('./exampleEnvironments'));
backend.add(import('./exampleRequests'));
backend.add(import('./exampleServiceLevels'));
backend.add(import('./exampleTickets'));
backend.add(import('./exampleUsage'));

backend.start();
