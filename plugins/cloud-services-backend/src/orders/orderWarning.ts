import type {
  ORDER_WARNINGS,
  OrderWarning,
  OrderWarningCode,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** What to mind, as a word with its parameters and as an English sentence. */
export function orderWarning<C extends OrderWarningCode>(
  code: C,
  params: Record<(typeof ORDER_WARNINGS)[C][number], string>,
  message: string,
): OrderWarning {
  return { code, params, message };
}
