export { authModuleExamplePeople as default } from './module';
