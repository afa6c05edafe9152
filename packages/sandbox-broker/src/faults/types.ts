/**
 * An operation of the Open Service Broker API, as fault rules name it.
 *
 * @public
 */
export type OsbOperation =
  | 'catalog'
  | 'provision'
  | 'update'
  | 'deprovision'
  | 'lastOperation'
  | 'bind'
  | 'unbind'
  | 'fetch';

/**
 * A fault of the operation itself, told through last_operation.
 *
 * @public
 */
export interface AsyncFault {
  kind: 'async-fail' | 'never-finish';
  /** `async-fail`: what last_operation says. */
  description?: string;
  /** Do the work all the same, then fail or go on for ever. */
  afterEffect?: boolean;
  instanceUsable?: boolean;
  updateRepeatable?: boolean;
}

/**
 * A fault of one HTTP answer. With `afterEffect` the request is carried out first.
 *
 * @public
 */
export type AnswerFault =
  | {
      /** Says nothing for `ms` milliseconds, then closes the connection. */
      kind: 'timeout';
      ms: number;
      afterEffect?: boolean;
    }
  | {
      /** Waits `ms` milliseconds, then carries the request out and answers as usual. */
      kind: 'delay';
      ms: number;
    }
  | {
      /** Answers with any status; without `body` it is the one the specification gives for `error`. */
      kind: 'status';
      status: number;
      error?: string;
      description?: string;
      body?: unknown;
      retryAfter?: number | string;
      afterEffect?: boolean;
    }
  | {
      kind: 'malformed';
      form: 'bad-json' | 'truncated' | 'html' | 'wrong-types' | 'empty';
      /** 200 when left out. */
      status?: number;
      afterEffect?: boolean;
    }
  | {
      /** Destroys the socket without an answer. */
      kind: 'drop';
      afterEffect?: boolean;
    }
  | {
      /** Answers properly, but with another Retry-After header than it should. */
      kind: 'retry-after';
      value: number | string;
    };

/**
 * What goes wrong, for which requests, and how often.
 *
 * @public
 */
export interface FaultRule {
  operation: OsbOperation | '*';
  /** OSB service id or name. */
  serviceId?: string;
  instanceId?: string;
  bindingId?: string;
  /** How many matching requests pass unharmed first. */
  skip?: number;
  /** How many requests are hit; without it all, until the rule is removed. */
  count?: number;
  behaviour: AnswerFault | AsyncFault;
}
