import type { MaintenanceImpact } from '@dualcloud/backstage-plugin-service-levels-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import { fromJson } from '@dualcloud/foundation-node';

/** A single maintenance window. Instants are seconds since 1970. */
export type StoredWindow = {
  id: string;
  subjectRefs: string[];
  fromS: number;
  toS: number;
  impact: MaintenanceImpact;
  titles: LocalizedText;
  description?: string;
  announcedS: number;
  announcedBy: string;
  withdrawnS?: number;
  objections: Objection[];
};

/** The customer of a commitment does not agree. */
export type Objection = {
  commitmentId: string;
  by: string;
  atS: number;
  reason: string;
};

/** A row of `maintenance_windows`. */
export type WindowRow = {
  id: string;
  from_s: number | string;
  to_s: number | string;
  impact: string;
  titles: string;
  description: string | null;
  announced_s: number | string;
  announced_by: string;
  withdrawn_s: number | string | null;
  withdrawn_reason: string | null;
};

/** A row of `maintenance_objections`. */
export type ObjectionRow = {
  window_id: string;
  commitment_id: string;
  by: string;
  at_s: number | string;
  reason: string;
};

export function toWindow(
  row: WindowRow,
  subjectRefs: string[],
  objections: ObjectionRow[],
): StoredWindow {
  return {
    id: row.id,
    subjectRefs,
    fromS: Number(row.from_s),
    toS: Number(row.to_s),
    impact: row.impact as MaintenanceImpact,
    titles: fromJson<LocalizedText>(row.titles),
    description: row.description ?? undefined,
    announcedS: Number(row.announced_s),
    announcedBy: row.announced_by,
    withdrawnS: row.withdrawn_s === null ? undefined : Number(row.withdrawn_s),
    objections: objections.map(one => ({
      commitmentId: one.commitment_id,
      by: one.by,
      atS: Number(one.at_s),
      reason: one.reason,
    })),
  };
}
