import { describeError } from '@dualcloud/foundation-react';

/** What is wrong with which field, in words that name the rule. */
export type Faults = Readonly<Record<string, string>>;

/** What the server found wrong, by field. */
export function faultsOf(error: Error | undefined): Faults {
  const details = error ? describeError(error).details : [];
  return Object.fromEntries(
    details.map(({ field, message }) => [field, message]),
  );
}

/**
 * Properties of a text field of Backstage UI that show what is wrong with it. With
 * `isInvalid` beside them the field would show no words.
 */
export function faultProps(fault: string | undefined) {
  return {
    validationBehavior: 'aria' as const,
    validate: () => fault ?? null,
  };
}
