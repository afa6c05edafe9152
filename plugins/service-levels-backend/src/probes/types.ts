import type { SourceQuestion } from '@dualcloud/backstage-plugin-service-levels-node';

/** What is measured, and where. Never holds a secret. */
export type ProbeTarget =
  | { type: 'http'; url: string; status?: number[] }
  | { type: 'tcp'; host: string; port: number }
  /** A service instance, by logging in with credentials of the probe's own. */
  | { type: 'postgresql'; instance: string; instanceId?: string }
  /** Likewise if it turns out to be PostgreSQL, and else whether its endpoint answers. */
  | { type: 'instance'; instance: string; instanceId?: string }
  | { type: 'source'; source: string; question: SourceQuestion };

/** Whether it is measured, or why not. */
export type ProbeState =
  | 'active'
  | 'ended'
  | 'simulated'
  | 'not-allowed'
  | 'no-instance'
  | 'no-source'
  | 'clash';

/** Time without data, as the agreement treats it. */
export type Gaps = 'up' | 'down' | 'excluded';

/** What agreements ask for: what is derived, not yet what is stored. */
export type PlannedProbe = {
  id: string;
  subjectRef: string;
  /** Id of a measurement or of an objective. */
  measurement: string;
  target: ProbeTarget;
  state: Exclude<ProbeState, 'ended'>;
  gaps: Gaps;
  intervalS: number;
  timeoutS: number;
  /** Whose agreements ask for it. */
  commitmentIds: string[];
};

/** Why something counts as down. */
export type DownReason =
  | 'timeout'
  | 'connection'
  | 'name'
  | 'certificate'
  | 'status'
  | 'login'
  | 'failed';

/** What one look at it has shown. */
export type Look =
  | { up: true; status?: number }
  | { up: false; reason: DownReason; status?: number };

/** Why an attempt has measured nothing: that is a gap, not an outage. */
export type Problem = 'credentials' | 'credentials-being-made' | 'source';

/** A row of `probes`. */
export type ProbeRow = {
  id: string;
  subject_ref: string;
  measurement: string;
  type: ProbeTarget['type'];
  target: string;
  state: ProbeState;
  gaps: Gaps;
  interval_s: number;
  timeout_s: number;
  hash: string;
  next_at: number | string;
  claimed_until: number | string;
  fence: number | string;
  instance_id: string | null;
  binding_id: string | null;
  binding_round: number;
  measured_until_s: number | string | null;
  last_s: number | string | null;
  last_up: boolean | number | null;
  last_ms: number | null;
  last_reason: DownReason | null;
  last_status: number | null;
  problem: Problem | null;
  problem_text: string | null;
};

/** A probe that this process is at, until somebody else is. */
export type ClaimedProbe = {
  id: string;
  fence: number;
  /** When it was claimed, by the database's clock, seconds since 1970. */
  atS: number;
  subjectRef: string;
  measurement: string;
  target: ProbeTarget;
  intervalS: number;
  timeoutS: number;
  bindingId?: string;
  bindingRound: number;
  measuredUntilS?: number;
};
