export * from './access';
export * from './rules';
export * from './tenancy';
export * from './registerPermissions';
