import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { QuoteField } from './QuoteField';

/** For the old frontend system: put it into `ScaffolderFieldExtensions`. */
export const legacyQuoteField = createScaffolderFieldExtension({
  name: 'CloudCostsQuote',
  component: QuoteField,
});
