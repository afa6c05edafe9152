export { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
