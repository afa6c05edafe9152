import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { orderQuoteApiFactory } from './orderQuoteApi';

/** What an order will cost: in generated forms, and for other plugins. */
export const quoteExtensions = [
  ApiBlueprint.make({
    name: 'order-quote',
    params: defineParams => defineParams(orderQuoteApiFactory),
  }),
  FormFieldBlueprint.make({
    name: 'quote',
    params: { field: () => import('./fields').then(m => m.quoteField) },
  }),
];
