export { nextCostChange } from './nextCostChange';
export * from './routes';
