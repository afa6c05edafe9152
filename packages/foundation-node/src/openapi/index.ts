export type { Endpoint } from './Endpoint';
