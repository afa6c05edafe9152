export * from './refusals';
export * from './requireReason';
export * from './middleware';
