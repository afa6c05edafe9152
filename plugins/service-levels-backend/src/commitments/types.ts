/** What is agreed about one subject with one customer, or with everybody. */
export type Commitment = {
  id: string;
  /** Whose versions hold, each in its time. */
  agreement: string;
  kind: 'general' | 'special' | 'environments';
  /** Entity ref of what is measured. */
  subjectRef: string;
  serviceRef?: string;
  customerRef?: string;
  softwareProviderRef?: string;
  /** Of an environment. */
  ownerRef?: string;
  systemRef?: string;
  environmentId?: string;
  environmentName?: string;
  stage?: 'development' | 'test' | 'production';
  /** Seconds since 1970. */
  fromS: number;
  /** Undefined: until further notice. */
  toS?: number;
};

/** A row of `commitments`. */
export type CommitmentRow = {
  id: string;
  agreement: string;
  kind: string;
  subject_ref: string;
  service_ref: string | null;
  customer_ref: string | null;
  software_provider_ref: string | null;
  owner_ref: string | null;
  system_ref: string | null;
  environment_id: string | null;
  environment_name: string | null;
  stage: string | null;
  general: 'yes' | 'no';
  from_s: number | string;
  to_s: number | string | null;
};

export function toCommitment(row: CommitmentRow): Commitment {
  return {
    id: row.id,
    agreement: row.agreement,
    kind: row.kind as Commitment['kind'],
    subjectRef: row.subject_ref,
    serviceRef: row.service_ref ?? undefined,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
    systemRef: row.system_ref ?? undefined,
    environmentId: row.environment_id ?? undefined,
    environmentName: row.environment_name ?? undefined,
    stage: (row.stage ?? undefined) as Commitment['stage'],
    fromS: Number(row.from_s),
    toS: row.to_s === null ? undefined : Number(row.to_s),
  };
}
