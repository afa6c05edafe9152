export * from './Access';
export * from './Caller';
export type { ResourceTable } from './applyCriteria';
export * from './rules';
export * from './tenancy';
export * from './registerPermissions';
