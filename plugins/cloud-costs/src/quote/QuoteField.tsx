import { useEffect } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { readOrder, type QuoteFieldOptions } from './formItems';
import { QuotePanel, useQuote } from './QuotePanel';
import { useOrderParties } from './useOrderParties';
import { useQuoteText } from './useQuoteText';

/**
 * `CloudCostsQuote`: what the order in this form will cost. Its value is the same
 * in sentences, so that the form's review shows it.
 */
export function QuoteField(
  props: FieldExtensionComponentProps<string, QuoteFieldOptions>,
) {
  const { formContext, formData, onChange, uiSchema } = props;
  const given = readOrder(formContext?.formData, uiSchema?.['ui:options']);
  const order = useOrderParties(given);
  const query = useQuote(order);
  const text = useQuoteText();
  const sentence =
    query.data && order.items.length > 0 ? text(query.data).whole : undefined;
  useEffect(() => {
    if (sentence !== formData) onChange(sentence);
  }, [sentence, formData, onChange]);
  return <QuotePanel {...order} query={query} />;
}
