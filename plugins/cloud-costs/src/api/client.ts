export { createCloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';
