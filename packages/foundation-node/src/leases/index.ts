export * from './Leases';
