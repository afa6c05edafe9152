/**
 * What stands in the way of a request: the stable word in `error.code` of the
 * answer, with what it tells in `error.params`. Refusals that hardly anybody
 * meets in the portal have no word, only a message.
 * @public
 */
export const REFUSALS = {
  'name-taken': ['name'],
  'order-under-way': ['name'],
  'already-torn-down': ['name'],
  'changed-meanwhile': ['name'],
  'part-of-environment': ['name'],
  'no-end-date': ['name'],
  'individual-service': ['service'],
  'no-back-end': ['service'],
  'left-catalogue': ['service', 'name'],
  'may-not-change': ['name'],
  'may-not-tear-down': ['name'],
  'may-not-retry': [],
  'may-not-use-credentials': [],
  'retry-ruled-out': [],
  'retry-not-failed': [],
  'retry-superseded': [],
  'production-by-provider': [],
  'no-commission': ['system'],
  'commission-ended': ['system', 'date'],
  'commission-not-begun': ['system', 'date'],
  'no-credentials': ['service'],
  'not-ready': ['name'],
  'credentials-being-made': [],
  'credentials-shown-already': [],
  'credentials-not-available': [],
  'credentials-of-plugin': [],
  'credentials-of-task': [],
  'credentials-being-replaced': [],
  'over-budget': ['budget', 'owner'],
  'over-budget-by-amount': [
    'budget',
    'owner',
    'amount',
    'left',
    'cost',
    'currency',
    'date',
  ],
  'budget-unknown': [],
} as const satisfies Record<string, readonly RefusalParameter[]>;

/**
 * Rules of single fields: the word in `rule` of one of `error.details`, with what
 * it tells in `params`. The keywords of JSON Schema come from plans' own schemas;
 * those that are not here have only a message.
 * @public
 */
export const FIELD_RULES = {
  past: [],
  maxLifetime: ['lastDay', 'days'],
  date: [],
  required: [],
  unchanged: [],
  unique: [],
  name: [],
  production: [],
  owner: [],
  stage: ['service', 'stage'],
  plan: ['plan', 'plans'],
  validUntil: ['service', 'date'],
  validFrom: ['service', 'date'],
  plan_updateable: ['plan'],
  fixed: [],
  additionalProperties: [],
} as const satisfies Record<string, readonly RefusalParameter[]>;

/**
 * What a refusal may tell: names as they are, `stage` as an enum value, `date` and
 * `lastDay` as YYYY-MM-DD, `amount`, `left` and `cost` in micro-units of `currency`.
 * @public
 */
export type RefusalParameter =
  | 'name'
  | 'service'
  | 'system'
  | 'plan'
  | 'plans'
  | 'stage'
  | 'date'
  | 'lastDay'
  | 'days'
  | 'budget'
  | 'owner'
  | 'amount'
  | 'left'
  | 'cost'
  | 'currency';

/**
 * Word for what stands in the way of a request.
 * @public
 */
export type RefusalCode = keyof typeof REFUSALS;

/**
 * Word for the rule that a field breaks.
 * @public
 */
export type FieldRule = keyof typeof FIELD_RULES;
