export { reasonText, type Translate } from './journalSentence';
export { Quotation } from './Quotation';
export { Journal, type JournalSubject } from './Journal';
