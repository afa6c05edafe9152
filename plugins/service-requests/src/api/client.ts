export { createServiceRequestsClient } from '@dualcloud/backstage-plugin-service-requests-common';
