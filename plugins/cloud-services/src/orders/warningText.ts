import {
  ORDER_WARNINGS,
  type OrderWarning,
  type OrderWarningCode,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Format } from '@dualcloud/foundation-react';
import type { Translate } from '../journal';
import type { ordersMessages } from '../translations/en/orders';

type Say = (
  key: keyof typeof ordersMessages,
  values?: Record<string, string>,
) => string;

/** What to mind, in the reader's language; in English where we have no sentence for it. */
export function warningText(
  { code, params, message }: OrderWarning,
  t: Translate,
  format: Format,
): string {
  if (!Object.hasOwn(ORDER_WARNINGS, code)) return message;
  const known = code as OrderWarningCode;
  if (ORDER_WARNINGS[known].some(name => params[name] === undefined)) {
    return message;
  }
  const written = (name: string) => {
    if (name === 'date') return format.date(`${params[name]}T12:00:00`);
    return name === 'left'
      ? format.moneyMicros(params[name], params.currency)
      : params[name];
  };
  const values = Object.fromEntries(
    ORDER_WARNINGS[known].map(name => [name, written(name)]),
  );
  return (t as unknown as Say)(`warning.${known}`, values);
}
