export { subjectsOf } from '@dualcloud/backstage-plugin-service-levels-common';
export { compose, wholeOf } from './compose';
