export {
  readInstant,
  readInterval,
  readOptionalInstant,
  readPastInterval,
  toInstant,
  toInterval,
} from './instants';
