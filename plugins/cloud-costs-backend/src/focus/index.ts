export { checkFocus, FocusChecker } from './FocusChecker';
export { FocusNameReader, FocusNames } from './FocusNames';
export { FocusService } from './FocusService';
export { exportMonth } from './exportMonth';
export * from './routes';
