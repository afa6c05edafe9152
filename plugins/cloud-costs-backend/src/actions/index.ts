export { type ActionDeps, registerActions } from './registerActions';
