export * from './JournalStore';
