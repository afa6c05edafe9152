export * from './CreditService';
export * from './routes';
