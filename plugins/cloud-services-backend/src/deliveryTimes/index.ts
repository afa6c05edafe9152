export * from './DeliveryTimeStore';
