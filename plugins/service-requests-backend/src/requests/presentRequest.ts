import {
  type PossibleEvent,
  Process,
  type RequestNeed,
  type RequestRole,
  type ServiceRequest,
  type ServiceRequestDetail,
  type ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { fromOptionalJson, toIsoTime } from '@dualcloud/foundation-node';
import type { StoredRequestType } from '../requestTypes';
import { type ItemRow, missingItems, presentChecklist } from './checklist';
import type { StepRow } from './RequestStore';
import type { StoredRequest } from './types';

/** What the caller may do, beside the events. */
export type Rights = {
  mayEdit: boolean;
  mayWrite: boolean;
  mayManage: boolean;
  mayOffer: boolean;
  /** Whether the caller is of those who hand releases over and take them over. */
  mayTakeOver: boolean;
};

/** A request in a list. */
export function presentRequest(
  request: StoredRequest,
  { spec }: StoredRequestType,
  roles: ReadonlySet<RequestRole>,
  now: number,
): ServiceRequest {
  const state = Process.of(spec.process).state(request.state);
  return {
    id: request.id,
    number: request.number,
    type: request.type,
    typeTitles: spec.titles,
    title: request.title,
    state: request.state,
    stateTitles: state.titles,
    phase: request.phase,
    waitsFor: request.waitsFor,
    waitsForMe: request.waitsFor !== undefined && roles.has(request.waitsFor),
    next: state.next,
    dueAt: toIsoTime(request.dueAt),
    overdue: request.dueAt !== undefined && request.dueAt < now,
    customerRef: request.customerRef,
    softwareProviderRef: request.softwareProviderRef,
    systemRef: request.systemRef,
    serviceRef: request.serviceRef,
    requesterRef: request.requesterRef,
    requesterPartyRef: request.requesterPartyRef,
    createdAt: new Date(request.createdAt).toISOString(),
    updatedAt: new Date(request.updatedAt).toISOString(),
    ended: request.ended,
    revision: request.revision,
  };
}

/** A request with all that belongs to it alone. */
export function presentDetail(
  request: StoredRequest,
  type: StoredRequestType,
  options: {
    roles: ReadonlySet<RequestRole>;
    rights: Rights;
    items: readonly ItemRow[];
    now: number;
  },
): ServiceRequestDetail {
  const { roles, items, now } = options;
  const { mayTakeOver, ...rights } = options.rights;
  const { spec } = type;
  const process = Process.of(spec.process);
  return {
    ...presentRequest(request, type, roles, now),
    ...rights,
    mayDeliver: mayTakeOver && !request.isDraft && !request.ended,
    mayOpenTakeover:
      mayTakeOver &&
      process.triggered(request.state, 'takeover-opened') !== undefined,
    form: request.form,
    pages: spec.form,
    states: spec.process.states,
    possible: rights.mayWrite
      ? possibleEvents(request, type, roles, items)
      : [],
    offers: spec.offers,
    takeover: spec.takeover,
    assignment: request.assignment,
    testEnvironmentId: request.testEnvironmentId,
    productionEnvironmentId: request.productionEnvironmentId,
    dataRecord: request.dataRecord,
    recorded: request.recorded && {
      ...request.recorded,
      at: new Date(request.recorded.at).toISOString(),
    },
    checklist: presentChecklist(spec, items, roles, request.ended),
    dueCounted: request.dueCounted,
  };
}

/** What has to be there and is not, apart from what is said with the event. */
export function missingNeeds(
  needs: readonly RequestNeed[],
  request: StoredRequest,
  { spec }: StoredRequestType,
  items: readonly ItemRow[],
): RequestNeed[] {
  const lacks: Record<RequestNeed, boolean> = {
    reason: false,
    form: false,
    'production-environment': request.productionEnvironmentId === undefined,
    'data-record': request.dataRecord === undefined,
    checklist: missingItems(spec, items).length > 0,
  };
  return needs.filter(need => lacks[need]);
}

function possibleEvents(
  request: StoredRequest,
  type: StoredRequestType,
  roles: ReadonlySet<RequestRole>,
  items: readonly ItemRow[],
): PossibleEvent[] {
  const process = Process.of(type.spec.process);
  return process.possible(request.state, roles).map(event => ({
    event: event.id,
    titles: event.titles,
    to: event.to,
    toTitles: process.state(event.to).titles,
    needs: event.needs ?? [],
    missing: missingNeeds(event.needs ?? [], request, type, items),
  }));
}

/** A step of the history. */
export function presentStep(
  row: StepRow,
  { spec }: StoredRequestType,
): ServiceRequestEvent {
  const event = spec.process.events.find(({ id }) => id === row.event);
  return {
    id: String(row.id),
    at: new Date(Number(row.at)).toISOString(),
    by: row.by,
    event: row.event,
    titles: event?.titles,
    from: row.from_state ?? undefined,
    to: row.to_state ?? undefined,
    reason: row.reason ?? undefined,
    details: fromOptionalJson(row.details),
  };
}
