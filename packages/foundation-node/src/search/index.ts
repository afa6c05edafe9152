export { everyPage } from './everyPage';
export { readCollatorSchedule } from './readCollatorSchedule';
export { searchText } from './searchText';
