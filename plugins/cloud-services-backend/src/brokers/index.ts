export * from './BrokerService';
export * from './BrokerStore';
export * from './DriverRegistry';
