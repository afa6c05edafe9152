export * from './problems';
export { shapes } from './shapes';
export * from './createShapeCheck';
export * from './commonRules';
export * from './findCycle';
export * from './parseDocuments';
