import type { DriverOutcome } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { BrokerAnswer } from '../transport/BrokerTransport';

/*
 * What an answer means: OSB 2.17, "Orphan Mitigation" and "Service Broker
 * Errors", as one table. The engine mitigates orphans after `unknown` answers to
 * provision and bind, and repeats deprovision and unbind, so:
 *
 * | answer                         | specification                     | here     |
 * | ------------------------------ | --------------------------------- | -------- |
 * | 200, 201, 202                  | success                           | success  |
 * | 200, malformed                 | failure, no mitigation            | busy: every request of ours is idempotent, so it is sent again |
 * | 201, malformed                 | failure, mitigation               | unknown  |
 * | 202, malformed                 | success                           | success, polled without an operation |
 * | all other 2xx                  | failure, mitigation               | unknown  |
 * | 408                            | not received, no mitigation       | not-sent |
 * | 422 ConcurrencyError           | no mitigation, wait               | busy     |
 * | 429                            | rejected, no mitigation           | busy     |
 * | all other 4xx                  | rejected, no mitigation           | refused  |
 * | 5xx                            | broker error, mitigation          | unknown  |
 * | time-out                       | failure, mitigation               | unknown  |
 *
 * Redirects are in no row. 301, 307 and 308 say that the request belongs
 * elsewhere, so that nothing was done: refused. After the others, such as 303,
 * the work may have been done: unknown.
 *
 * A poll or fetch changes nothing; its outcome only says how the question fared,
 * and 503 with Retry-After is then `busy`.
 */

export type OsbOperation =
  | 'catalog'
  | 'provision'
  | 'update'
  | 'deprovision'
  | 'last operation'
  | 'bind'
  | 'unbind'
  | 'last binding operation'
  | 'fetch instance'
  | 'fetch binding';

const READS: ReadonlySet<OsbOperation> = new Set<OsbOperation>([
  'catalog',
  'last operation',
  'last binding operation',
  'fetch instance',
  'fetch binding',
]);

export function outcomeOf(
  operation: OsbOperation,
  answer: BrokerAnswer,
  errorCode: string | undefined,
): 'success' | DriverOutcome {
  const { statusCode } = answer;
  const reading = READS.has(operation);
  if (statusCode === 200 || (!reading && [201, 202].includes(statusCode))) {
    // Cut off on the way counts as if no answer had come.
    return answer.defect === 'incomplete' ? 'unknown' : 'success';
  }
  if (statusCode < 300) return 'unknown';
  if (statusCode < 400) {
    return [301, 307, 308].includes(statusCode) ? 'refused' : 'unknown';
  }
  if (statusCode === 408) return 'not-sent';
  if (statusCode === 429) return 'busy';
  if (statusCode === 422 && errorCode === 'ConcurrencyError') return 'busy';
  if (statusCode < 500) return 'refused';
  if (reading && statusCode === 503 && answer.retryAfterMs !== undefined) {
    return 'busy';
  }
  return 'unknown';
}

/** What an answer of the right status and the wrong content means. */
export function outcomeOfMalformed(
  operation: OsbOperation,
  statusCode: number,
): DriverOutcome {
  return statusCode === 200 && !READS.has(operation) ? 'busy' : 'unknown';
}
