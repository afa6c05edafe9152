export {
  createLevelFormat,
  useLevelFormat,
  type LevelFormat,
} from './useLevelFormat';
