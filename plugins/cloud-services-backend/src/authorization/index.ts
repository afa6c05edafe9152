export * from './Access';
export * from './Caller';
export * from './Decisions';
export type { ResourceTable } from './applyCriteria';
export * from './rules';
export * from './tenancy';
export * from './registerPermissions';
