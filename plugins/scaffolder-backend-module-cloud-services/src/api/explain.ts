import { explainAnswer } from '@dualcloud/foundation-node';

export const BACKEND = 'The cloud services backend';

/** An answer of the cloud services API as an error for the task's log. */
export function explain(error: unknown): Error {
  return explainAnswer(error, BACKEND);
}
