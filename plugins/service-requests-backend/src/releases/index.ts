export { ReleaseReader } from './ReleaseReader';
export { ReleaseService, type ReleaseUse } from './ReleaseService';
export { ReleaseStore } from './ReleaseStore';
export { releaseRoutes, type ReleaseRouteOptions } from './routes';
export { describeRelease, type StoredRelease } from './types';
