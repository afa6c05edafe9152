/**
 * Why a step did not succeed, as a stable word; more may be added.
 *
 * - `refused`: the broker refused the request and changed nothing.
 * - `not-sent`: the request did not reach the broker.
 * - `busy`: the broker wants the same request again later.
 * - `unknown`: whether the request took effect cannot be told.
 * - `timeout`: the broker did not answer in time.
 * - `gone`: the broker answered that what is asked about is gone.
 * - `broker-failed`: the broker began with it and reports that it failed.
 * - `polling-timeout`: the broker did not finish in the time that it has.
 * - `unknown-broker`: the broker is not configured any more.
 * - `driver-fault`: the broker's driver has a fault of its own.
 * - `unspecified`: nobody gave a reason.
 * @public
 */
export const OPERATION_FAILURE_REASONS = [
  'refused',
  'not-sent',
  'busy',
  'unknown',
  'timeout',
  'gone',
  'broker-failed',
  'polling-timeout',
  'unknown-broker',
  'driver-fault',
  'unspecified',
] as const;

/**
 * Why a step did not succeed.
 * @public
 */
export type OperationFailureReason = (typeof OPERATION_FAILURE_REASONS)[number];
