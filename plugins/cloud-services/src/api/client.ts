export { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
