export * from './createTypedClient';
export * from './isNotInstalled';
export * from './newIdempotencyKey';
