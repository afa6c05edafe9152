export * from './JournalStore';
export * from './journalEntry';
