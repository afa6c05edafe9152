export * from './PartyResolver';
