export { isTakenOver, TakeoverSection } from './TakeoverSection';
