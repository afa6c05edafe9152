export * from './createTypedClient';
export * from './newIdempotencyKey';
