/**
 * What a failed call means for the engine.
 *
 * - `not-sent`: the broker surely did not see the request (connection refused,
 *   DNS, TLS; 408, which OSB 2.17 reads as "not received"): send the same request again.
 * - `busy`: the broker saw it and the same request is to be sent again (422
 *   ConcurrencyError, 429, a 200 that cannot be read, which OSB 2.17 exempts from
 *   orphan mitigation; 503 with Retry-After on a poll). Something may exist: should
 *   the engine give up on it, tearing down still sends a deprovision.
 * - `refused`: the broker refused and nothing was changed (400, 401, 403, 409, 412,
 *   422 other than ConcurrencyError …): the step fails, nothing to clean up.
 * - `unknown`: nobody can tell whether it took effect (time-out, dropped
 *   connection, 5xx, a 201 that cannot be read, any other 2xx …): OSB 2.17 orphan
 *   mitigation applies to provision and bind.
 * @public
 */
export type DriverOutcome = 'not-sent' | 'busy' | 'refused' | 'unknown';

/** The one error that a driver throws. @public */
export class DriverError extends Error {
  readonly outcome: DriverOutcome;
  /** HTTP status, where there was one. */
  readonly statusCode?: number;
  /** OSB error code such as `ConcurrencyError`, or our own word such as `timeout`. */
  readonly code?: string;
  /** The broker's own words, as plain text of at most 2000 characters. */
  readonly brokerDescription?: string;
  readonly retryAfterMs?: number;
  /** OSB 2.17 `instance_usable` and `update_repeatable` of an error answer. */
  readonly instanceUsable?: boolean;
  readonly updateRepeatable?: boolean;

  constructor(
    message: string,
    options: {
      outcome: DriverOutcome;
      statusCode?: number;
      code?: string;
      brokerDescription?: string;
      retryAfterMs?: number;
      instanceUsable?: boolean;
      updateRepeatable?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = 'DriverError';
    this.outcome = options.outcome;
    this.statusCode = options.statusCode;
    this.code = options.code;
    this.brokerDescription = options.brokerDescription;
    this.retryAfterMs = options.retryAfterMs;
    this.instanceUsable = options.instanceUsable;
    this.updateRepeatable = options.updateRepeatable;
  }
}
