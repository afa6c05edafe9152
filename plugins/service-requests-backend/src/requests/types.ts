import type { JsonObject } from '@backstage/types';
import type {
  RequestPhase,
  RequestRole,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  fromJson,
  fromOptionalJson,
  toNumber,
  toOptionalJson,
  toOptionalNumber,
} from '@dualcloud/foundation-node';

export type Assignment = ServiceRequestDetail['assignment'];
export type DataRecord = NonNullable<ServiceRequestDetail['dataRecord']>;

/** Where it was kept before, as what, and who has recorded it here. */
export type Recorded = {
  keptIn: string;
  keptAs: string;
  by: string;
  at: number;
};

/** How the time until a request is due was counted. */
export type DueCounted = 'service-hours' | 'elapsed';

/** A request as it is stored; times in milliseconds since 1970. */
export type StoredRequest = {
  id: string;
  number: string;
  type: string;
  typeId: string;
  title: string;
  state: string;
  phase: RequestPhase;
  waitsFor?: RequestRole;
  stateSince: number;
  dueAt?: number;
  dueCounted?: DueCounted;
  /** 0; 1: reminded; 2: escalated. */
  reminders: number;
  form: JsonObject;
  isDraft: boolean;
  ended: boolean;
  customerRef: string;
  softwareProviderRef?: string;
  systemRef?: string;
  serviceRef?: string;
  requesterRef: string;
  requesterPartyRef: string;
  assignment: Assignment;
  testEnvironmentId?: string;
  productionEnvironmentId?: string;
  dataRecord?: DataRecord;
  /** Of one that was handled before there was this portal. */
  recorded?: Recorded;
  revision: number;
  createdAt: number;
  updatedAt: number;
};

/** A row of `requests`. */
export type RequestRow = {
  id: string;
  number: string;
  type: string;
  type_id: string;
  title: string;
  search: string;
  state: string;
  phase: RequestPhase;
  waits_for: RequestRole | null;
  state_since: number | string;
  due_at: number | string | null;
  due_counted: DueCounted | null;
  reminders: number;
  form: string;
  draft: 'yes' | 'no';
  ended: number;
  customer_ref: string;
  software_provider_ref: string | null;
  system_ref: string | null;
  service_ref: string | null;
  requester_ref: string;
  requester_party_ref: string;
  assignment: string;
  test_environment_id: string | null;
  production_environment_id: string | null;
  data_record: string | null;
  kept_in: string | null;
  kept_as: string | null;
  recorded_by: string | null;
  recorded_at: number | string | null;
  revision: number;
  created_at: number | string;
  updated_at: number | string;
};

export function toRequest(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    typeId: row.type_id,
    title: row.title,
    state: row.state,
    phase: row.phase,
    waitsFor: row.waits_for ?? undefined,
    stateSince: toNumber(row.state_since),
    dueAt: toOptionalNumber(row.due_at),
    dueCounted: row.due_counted ?? undefined,
    reminders: row.reminders,
    form: fromJson<JsonObject>(row.form),
    isDraft: row.draft === 'yes',
    ended: Number(row.ended) === 1,
    customerRef: row.customer_ref,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    systemRef: row.system_ref ?? undefined,
    serviceRef: row.service_ref ?? undefined,
    requesterRef: row.requester_ref,
    requesterPartyRef: row.requester_party_ref,
    assignment: fromJson<Assignment>(row.assignment),
    testEnvironmentId: row.test_environment_id ?? undefined,
    productionEnvironmentId: row.production_environment_id ?? undefined,
    dataRecord: fromOptionalJson<DataRecord>(row.data_record),
    recorded: toRecorded(row),
    revision: row.revision,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

export function toRow(request: StoredRequest): RequestRow {
  return {
    id: request.id,
    number: request.number,
    type: request.type,
    type_id: request.typeId,
    title: request.title,
    search: `${request.number} ${request.title}`.toLocaleLowerCase('en-US'),
    state: request.state,
    phase: request.phase,
    waits_for: request.waitsFor ?? null,
    state_since: request.stateSince,
    due_at: request.dueAt ?? null,
    due_counted: request.dueCounted ?? null,
    reminders: request.reminders,
    form: JSON.stringify(request.form),
    draft: request.isDraft ? 'yes' : 'no',
    ended: request.ended ? 1 : 0,
    customer_ref: request.customerRef,
    software_provider_ref: request.softwareProviderRef ?? null,
    system_ref: request.systemRef ?? null,
    service_ref: request.serviceRef ?? null,
    requester_ref: request.requesterRef,
    requester_party_ref: request.requesterPartyRef,
    assignment: JSON.stringify(request.assignment),
    test_environment_id: request.testEnvironmentId ?? null,
    production_environment_id: request.productionEnvironmentId ?? null,
    data_record: toOptionalJson(request.dataRecord),
    kept_in: request.recorded?.keptIn ?? null,
    kept_as: request.recorded?.keptAs ?? null,
    recorded_by: request.recorded?.by ?? null,
    recorded_at: request.recorded?.at ?? null,
    revision: request.revision,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
  };
}

function toRecorded(row: RequestRow): Recorded | undefined {
  const { kept_in: keptIn, kept_as: keptAs, recorded_by: by } = row;
  const at = toOptionalNumber(row.recorded_at);
  if (!keptIn || !keptAs || !by || at === undefined) return undefined;
  return { keptIn, keptAs, by, at };
}
