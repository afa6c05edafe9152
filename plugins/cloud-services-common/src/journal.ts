import { OPERATION_FAILURE_REASONS } from './failures';

/**
 * What a parameter of a journal entry is. `text` is a name or a word that is
 * shown as it is; `quotation` somebody else's words, verbatim and in whatever
 * language they spoke; `reason` one of the operation failure reasons; `orderType`
 * an order type; `date` a day as YYYY-MM-DD; `seconds` and `count` are numbers.
 * @public
 */
export type JournalParameterKind =
  | 'text'
  | 'quotation'
  | 'reason'
  | 'orderType'
  | 'date'
  | 'seconds'
  | 'count';

/**
 * The parameters that journal entries may have.
 * @public
 */
export const JOURNAL_PARAMETERS = {
  /** What the order, environment or instance is called. */
  name: 'text',
  /** The broker's name in the configuration. */
  brokerName: 'text',
  /** What was ordered. */
  orderType: 'orderType',
  /** When something ends. */
  until: 'date',
  /** Why a call or a step did not succeed. */
  reason: 'reason',
  /** How often it has been tried so far. */
  attempt: 'count',
  /** How long it is waited before it is tried again. */
  seconds: 'seconds',
  /** The broker's own words, as plain text. */
  brokerWords: 'quotation',
  /** What credentials are for, in the words of whoever asked for them. */
  purpose: 'quotation',
} as const satisfies Record<string, JournalParameterKind>;

/**
 * Name of a parameter of a journal entry.
 * @public
 */
export type JournalParameter = keyof typeof JOURNAL_PARAMETERS;

type EventParameters = {
  /** Given with every entry: the entry's sentence may be built on them. */
  params: readonly JournalParameter[];
  /** Given where there is something to give; shown after the sentence. */
  optional?: readonly JournalParameter[];
};

const ofBroker = { params: ['brokerName'] } as const;
const failing = {
  params: ['brokerName', 'reason'],
  optional: ['brokerWords'],
} as const;
const plain = { params: [] } as const;

/**
 * The words of the journal: what can happen, and the parameters that an entry
 * about it has. The words are stable; more may be added, so a reader falls back
 * to an entry's `message` for a word that it does not know.
 *
 * - `order-accepted`, `-retried`, `-succeeded`, `-failed`: an order as a whole.
 * - `provision-`, `update-`, `deprovision-`, `bind-`, `unbind-` with `sent`
 *   (the broker is asked), `accepted` (it works on it) or `failed`.
 * - `call-repeated`, `operation-polled`, `poll-unclear`: while a step is under way.
 * - `instance-ready`, `-updated`, `-terminated` and `credentials-created`,
 *   `-revoked`: a step that succeeded.
 * - `orphan-mitigation-started`, `orphan-mitigated`, `orphan-mitigation-failed`:
 *   the removal of what may have been half made (OSB 2.17, "Orphan Mitigation").
 * - `late-write-refused`, `sweep-succeeded`, `sweep-failed`: a process came back
 *   late; what it may have made is removed.
 * - `credentials-requested`, `-rotated`, `-revealed`, `-revocation-requested`: by people.
 * - `expiry-warned`: the owner was told that the end is near; `expiry-near`: the
 *   end is near, and there was no way to tell anybody.
 * @public
 */
export const JOURNAL_EVENTS = {
  'order-accepted': { params: ['orderType', 'name'], optional: ['until'] },
  'order-retried': { params: ['name'] },
  'order-succeeded': { params: ['name'] },
  'order-failed': { params: ['name'] },
  'provision-sent': ofBroker,
  'update-sent': ofBroker,
  'deprovision-sent': ofBroker,
  'bind-sent': ofBroker,
  'unbind-sent': ofBroker,
  'provision-accepted': ofBroker,
  'update-accepted': ofBroker,
  'deprovision-accepted': ofBroker,
  'bind-accepted': ofBroker,
  'unbind-accepted': ofBroker,
  'provision-failed': failing,
  'update-failed': failing,
  'deprovision-failed': failing,
  'bind-failed': failing,
  'unbind-failed': failing,
  'call-repeated': {
    params: ['brokerName', 'reason', 'attempt', 'seconds'],
    optional: ['brokerWords'],
  },
  'operation-polled': { params: ['brokerName', 'brokerWords'] },
  'poll-unclear': failing,
  'instance-ready': plain,
  'instance-updated': plain,
  'instance-terminated': plain,
  'credentials-created': plain,
  'credentials-revoked': plain,
  'orphan-mitigation-started': failing,
  'orphan-mitigated': ofBroker,
  'orphan-mitigation-failed': failing,
  'late-write-refused': plain,
  'sweep-succeeded': ofBroker,
  'sweep-failed': failing,
  'credentials-requested': { params: [], optional: ['purpose'] },
  'credentials-rotated': plain,
  'credentials-revealed': plain,
  'credentials-revocation-requested': plain,
  'expiry-warned': { params: ['until'] },
  'expiry-near': { params: ['until'] },
} as const satisfies Record<string, EventParameters>;

/**
 * A word of the journal.
 * @public
 */
export type JournalEvent = keyof typeof JOURNAL_EVENTS;

type ValueOf<P extends JournalParameter> =
  (typeof JOURNAL_PARAMETERS)[P] extends 'seconds' | 'count'
    ? number
    : (typeof JOURNAL_PARAMETERS)[P] extends 'reason'
    ? (typeof OPERATION_FAILURE_REASONS)[number]
    : string;

type Optional<E extends JournalEvent> = (typeof JOURNAL_EVENTS)[E] extends {
  optional: readonly (infer P extends JournalParameter)[];
}
  ? P
  : never;

/**
 * What an entry about an event tells beside its message.
 * @public
 */
export type JournalParams<E extends JournalEvent> = {
  [P in (typeof JOURNAL_EVENTS)[E]['params'][number]]: ValueOf<P>;
} & { [P in Optional<E>]?: ValueOf<P> };
