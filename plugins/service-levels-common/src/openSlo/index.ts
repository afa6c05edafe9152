export * from './types';
export { isOpenSloSlo } from './checkOpenSlo';
export { formatOpenSlo, readOpenSlo } from './readOpenSlo';
export {
  readObjective,
  readObjectives,
  type ReadObjective,
} from './readObjective';
export { openSloPeriod, openSloTarget } from './terms';
export { writeOpenSlo } from './writeOpenSlo';
