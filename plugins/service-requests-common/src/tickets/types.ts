import type { LocalizedText } from '@dualcloud/foundation-common';

/** As in ITIL 4. @public */
export type TicketKind = 'incident' | 'problem' | 'change';

/** Who somebody is to a ticket. One person may be several. @public */
export type TicketRole =
  /** The party that reported it. */
  | 'reporter'
  | 'customer'
  | 'software-provider'
  | 'provider'
  /** The group that works on it. */
  | 'assignee';

/** What has to be said before an event can happen. @public */
export type TicketNeed = 'reason' | 'workaround' | 'resolution' | 'window';

/** A state of a ticket. @public */
export type TicketStateSpec = {
  /** Kebab case; unique in its process. */
  id: string;
  titles: LocalizedText;
  /** Whose turn it is; absent: nobody’s. */
  waitsFor?: TicketRole;
  /** Whether there is still something to be done. */
  open: boolean;
};

/** An event that moves a ticket from one state to the next. @public */
export type TicketEventSpec = {
  /** Kebab case, in the imperative, such as `take-up`. */
  id: string;
  titles: LocalizedText;
  from: string[];
  to: string;
  by: TicketRole[];
  needs?: TicketNeed[];
  /** Which of the times that service levels count it sets or takes back. */
  times?: 'responded' | 'restored' | 'not-restored';
};

/** States and events of one kind; every ticket begins in the first state. @public */
export type TicketProcess = {
  states: TicketStateSpec[];
  events: TicketEventSpec[];
};
