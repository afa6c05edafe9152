export * from './access';
export * from './resources';
export * from './registerPermissions';
export * from './rules';
export * from './tenancy';
