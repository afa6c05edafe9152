export {
  EnvironmentLevelsCard,
  HomeWidget,
  ServiceLevelsCard,
  SystemLevelsCard,
} from './LevelsCard';
