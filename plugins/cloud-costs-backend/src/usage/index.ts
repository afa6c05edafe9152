export { UsageIntake, type UsageIntakeOptions } from './UsageIntake';
