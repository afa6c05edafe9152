export { IcalLinks } from './IcalLinks';
export { saveText } from './saveText';
