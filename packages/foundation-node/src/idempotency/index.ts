export * from './IdempotencyStore';
export * from './readKey';
