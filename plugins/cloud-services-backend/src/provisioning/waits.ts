/** Limits and rhythms of the engine; all in milliseconds. */
export type ProvisioningLimits = {
  /** First wait after a call that is to be repeated; doubles with each attempt. */
  backOffBaseMs: number;
  backOffCapMs: number;
  /** Between two polls where the broker says nothing; grows with the time polled. */
  pollMinMs: number;
  pollMaxMs: number;
  /** A longer Retry-After is not obeyed: a broker's slip must not park an order. */
  retryAfterCapMs: number;
  /** How long the same request is repeated before the step fails. */
  giveUpAfterMs: number;
  /** How long an operation is polled where the plan has no `maximum_polling_duration`. */
  maximumPollingMs: number;
  /** How often a request is repeated whose answers make no sense, or a deletion that fails. */
  unclearAttempts: number;
};

export const DEFAULT_LIMITS: ProvisioningLimits = {
  backOffBaseMs: 1_000,
  backOffCapMs: 60_000,
  pollMinMs: 500,
  pollMaxMs: 15_000,
  retryAfterCapMs: 5 * 60_000,
  giveUpAfterMs: 24 * 60 * 60_000,
  maximumPollingMs: 4 * 60 * 60_000,
  unclearAttempts: 6,
};

/** Exponential back-off with jitter: many operations must not come back at once. */
export function backOff(
  attempt: number,
  limits: ProvisioningLimits,
  random: () => number,
): number {
  const doubled = limits.backOffBaseMs * 2 ** Math.min(attempt - 1, 20);
  const capped = Math.min(doubled, limits.backOffCapMs);
  return Math.round(capped * (0.75 + 0.25 * random()));
}

/** What the broker asked for, or what is sensible after so much polling. */
export function pollWait(
  options: { retryAfterMs?: number; polledMs: number },
  limits: ProvisioningLimits,
): number {
  const wished = options.retryAfterMs ?? options.polledMs / 5;
  const cap =
    options.retryAfterMs === undefined
      ? limits.pollMaxMs
      : limits.retryAfterCapMs;
  return Math.round(Math.min(Math.max(wished, limits.pollMinMs), cap));
}
