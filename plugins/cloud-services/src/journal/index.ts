export { Journal, type JournalSubject } from './Journal';
