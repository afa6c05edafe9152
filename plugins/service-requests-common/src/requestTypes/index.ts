export * from './types';
export { Process } from './process';
export { requestTypeSchema, requestTypeSpecSchema } from './schema';
export { validateRequestType } from './validateRequestType';
export { validateRequestTypeText } from './validateRequestTypeText';
export { BUILT_IN_REQUEST_TYPES, type BuiltInOptions } from './builtIn';
