export * from './refusals';
export * from './readValidatorMessage';
export * from './middleware';
