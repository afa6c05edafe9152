export {
  createClientApiFactory,
  type ClientApi,
  type ClientDependencies,
} from './clientApi';
export { isRefusal } from './isRefusal';
