export * from './IdempotencyStore';
