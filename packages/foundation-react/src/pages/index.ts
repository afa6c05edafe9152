export { PageRoutes } from './PageRoutes';
