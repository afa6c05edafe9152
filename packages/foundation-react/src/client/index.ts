export {
  createClientApiFactory,
  type ClientApi,
  type ClientDependencies,
} from './clientApi';
