import { catalogueMessagesDe } from './de/catalogue';
import { environmentsMessagesDe } from './de/environments';
import { journalMessagesDe } from './de/journal';
import { ordersMessagesDe } from './de/orders';
import { refusalMessagesDe } from './de/refusals';
import { credentialsMessagesDe } from './de/credentials';
import { generalMessagesDe } from './de/general';
import { formFieldMessagesDe } from '../formFields/messagesDe';

/** German for every key of `cloudServicesTranslationRef`. @public */
export const cloudServicesMessagesDe = {
  ...generalMessagesDe,
  ...catalogueMessagesDe,
  ...environmentsMessagesDe,
  ...ordersMessagesDe,
  ...journalMessagesDe,
  ...refusalMessagesDe,
  ...credentialsMessagesDe,
  ...formFieldMessagesDe,
};

export default cloudServicesMessagesDe;
