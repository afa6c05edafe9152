export * from './refusals';
export * from './middleware';
