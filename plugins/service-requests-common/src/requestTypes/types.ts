import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { LocalizedText } from '@dualcloud/foundation-common';

/** One of the three parties, by the type of its group in the catalog. @public */
export type RequestParty =
  | 'agency'
  | 'software-provider'
  | 'it-service-provider';

/**
 * Who somebody is to a request. One person may be several: whoever asked is
 * `requester`, and as a member of the agency that it is for also `customer`.
 * @public
 */
export type RequestRole =
  | 'requester'
  | 'customer'
  | 'software-provider'
  | 'provider'
  | 'platform-engineer';

/** Column of the board; the same for all request types. @public */
export type RequestPhase =
  | 'preparation'
  | 'analysis'
  | 'decision'
  | 'realisation'
  | 'operation'
  | 'end';

/** What moves a request along by itself; nobody may do it by hand. @public */
export type RequestTrigger =
  | 'offer-published'
  | 'offer-accepted'
  | 'offer-declined'
  | 'offer-withdrawn'
  | 'takeover-opened'
  | 'takeover-accepted'
  | 'takeover-rejected'
  | 'takeover-rolled-back'
  | 'service-ended';

/** What has to be there before an event can happen. @public */
export type RequestNeed =
  /** Words that say why. */
  | 'reason'
  /** The form is filled in as its schema says. */
  | 'form'
  /** A production environment of the request's system is linked. */
  | 'production-environment'
  /** It is on record what became of the data: handed back or deleted. */
  | 'data-record'
  /** Every required item of the checklist is fulfilled. */
  | 'checklist';

/** A state of the process. @public */
export type RequestStateSpec = {
  /** Kebab case; unique in its process. */
  id: string;
  titles: LocalizedText;
  phase: RequestPhase;
  /** Whose turn it is; absent: nobody’s, the request rests or has ended. */
  waitsFor?: RequestRole;
  /** What happens next, in one sentence. */
  next?: LocalizedText;
  /** How long it may rest here, ISO 8601 duration in service hours, such as `PT16H`. */
  targetTime?: string;
};

/** An event that moves a request from one state to the next. @public */
export type RequestEventSpec = {
  /** Kebab case, in the imperative, such as `take-up`. */
  id: string;
  titles: LocalizedText;
  from: string[];
  to: string;
  /** Who may make it happen; empty where it has a trigger. */
  by: RequestRole[];
  trigger?: RequestTrigger;
  needs?: RequestNeed[];
};

/** States and events, as a service manager reads and changes them. @public */
export type ProcessSpec = {
  /** The first one is where every request begins. */
  states: RequestStateSpec[];
  events: RequestEventSpec[];
};

/** An item of the checklist. @public */
export type ChecklistItemSpec = {
  id: string;
  titles: LocalizedText;
  responsible: RequestRole;
  /** What has to be given when it is fulfilled. */
  evidence: 'none' | 'text' | 'link';
  required: boolean;
};

/** Who does what, by group (RACI). @public */
export type RoleSpec = {
  /** Carries out. */
  responsible: string;
  /** Answers for it, and hears of what is overdue. */
  accountable: string;
  /** Advises. */
  consulted?: string[];
  /** Is told. */
  informed?: string[];
};

/** `spec` of a request type. @public */
export type RequestTypeSpec = {
  owner: string;
  titles: LocalizedText;
  descriptions: LocalizedText;
  /** Parties whose people may file such a request. */
  openedBy: RequestParty[];
  /** What a request is about: an individual service that exists, or something new. */
  about: 'nothing' | 'service';
  /** Pages of the form: JSON Schemas (draft-07) with `ui:*`, as templates have them. */
  form: JsonObject[];
  /** Whether it is answered by an offer. */
  offers: boolean;
  /** Whether a release is taken over. */
  takeover: boolean;
  roles: RoleSpec;
  /** ServiceCalendar in whose service hours target times run; absent: around the clock. */
  calendarRef?: string;
  process: ProcessSpec;
  checklist?: ChecklistItemSpec[];
};

/** A request type in the catalog. @public */
export interface RequestTypeEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'ServiceRequestType';
  spec: RequestTypeSpec & Entity['spec'];
}

/** Whether an entity is of kind ServiceRequestType. @public */
export function isRequestTypeEntity(
  entity: Entity,
): entity is RequestTypeEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'servicerequesttype';
}
