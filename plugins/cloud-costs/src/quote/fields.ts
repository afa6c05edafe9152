import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { QuoteField } from './QuoteField';

export const quoteField = createFormField({
  name: 'CloudCostsQuote',
  component: QuoteField,
});
