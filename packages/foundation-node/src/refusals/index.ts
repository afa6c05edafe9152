export * from './refusals';
export * from './requireReason';
export { parseBodies } from './middleware';
