import { catalogueMessagesDe } from './de/catalogue';
import { environmentsMessagesDe } from './de/environments';
import { ordersMessagesDe } from './de/orders';
import { credentialsMessagesDe } from './de/credentials';
import { generalMessagesDe } from './de/general';
import { formFieldMessagesDe } from '../formFields/messagesDe';

/** German for every key of `cloudServicesTranslationRef`. @public */
export const cloudServicesMessagesDe = {
  ...generalMessagesDe,
  ...catalogueMessagesDe,
  ...environmentsMessagesDe,
  ...ordersMessagesDe,
  ...credentialsMessagesDe,
  ...formFieldMessagesDe,
};

export default cloudServicesMessagesDe;
