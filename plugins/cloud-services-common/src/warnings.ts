/**
 * What somebody should mind who orders all the same: the stable word in `code` of
 * one of a preview's `warnings`, with what it tells in `params`. `date` is a day as
 * YYYY-MM-DD, the others are names as they are.
 * @public
 */
export const ORDER_WARNINGS = {
  'service-deprecated': ['service'],
  'service-ends': ['service', 'date'],
  'service-superseded': ['service', 'successor'],
  'service-experimental': ['service'],
  'blueprint-deprecated': ['name'],
} as const satisfies Record<
  string,
  ReadonlyArray<'name' | 'service' | 'successor' | 'date'>
>;

/**
 * Word for what somebody should mind who orders.
 * @public
 */
export type OrderWarningCode = keyof typeof ORDER_WARNINGS;
