/**
 * What somebody should mind who orders all the same: the stable word in `code` of
 * one of a preview's `warnings`, with what it tells in `params`. `date` is a day as
 * YYYY-MM-DD, `left` is in micro-units of `currency`, the others are names as they are.
 * @public
 */
export const ORDER_WARNINGS = {
  'service-deprecated': ['service'],
  'service-ends': ['service', 'date'],
  'service-superseded': ['service', 'successor'],
  'service-experimental': ['service'],
  'blueprint-deprecated': ['name'],
  'budget-refuses': ['budget', 'left', 'currency'],
  'budget-exceeded': ['budget', 'left', 'currency'],
} as const satisfies Record<
  string,
  ReadonlyArray<
    'name' | 'service' | 'successor' | 'date' | 'budget' | 'left' | 'currency'
  >
>;

/**
 * Word for what somebody should mind who orders.
 * @public
 */
export type OrderWarningCode = keyof typeof ORDER_WARNINGS;
