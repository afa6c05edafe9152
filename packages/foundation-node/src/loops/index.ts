export { Connected } from './Connected';
export { SerialLoop } from './SerialLoop';
