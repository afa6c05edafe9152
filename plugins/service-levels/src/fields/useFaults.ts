import { useState } from 'react';
import { describeError } from '@dualcloud/foundation-react';

/** What is wrong with which field, in words that name the rule. */
export type Faults = Partial<Record<string, string>>;

/**
 * Shows faults at their fields: what was found here, once somebody has tried to
 * send the form, and what the server found.
 *
 * @param found - by the rules that the API has too
 * @param error - the server's answer
 */
export function useFaults(found: Faults, error: Error | undefined) {
  const [isTried, setTried] = useState(false);
  const details = error ? describeError(error).details : [];
  return {
    of: (field: string): string | undefined =>
      (isTried ? found[field] : undefined) ??
      details.find(detail => detail.field === field)?.message,
    /** Whether the form may be sent; from now on it shows what is wrong. */
    isSound: (): boolean => {
      setTried(true);
      return Object.values(found).every(fault => fault === undefined);
    },
  };
}
