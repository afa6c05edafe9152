import type {
  ReportChange,
  ReportContent,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { CommitmentRow } from '../commitments';

/** A row of `reports`. */
export type ReportRow = {
  id: string;
  commitment_id: string;
  month: string;
  month_number: number;
  /** 0: a draft. */
  version: number;
  comment: string | null;
};

/** A report with the commitment that it is about. */
export type FoundReport = { report: ReportRow; commitment: CommitmentRow };

/** A row of `report_versions`. */
export type VersionRow = {
  report_id: string;
  version: number;
  content: string;
  hash: string;
  reason: string | null;
  changes: string;
  released_by: string;
  released_at: number | string;
};

/** What a report says, without who says it. */
export type ReportFigures = Omit<ReportContent, 'comment'>;

/** A row of `report_figures`. */
export type FigureRow = {
  report_id: string;
  facts: string;
  fresh_until: number | string | null;
  content: string;
};

/** A new version, before it is stored. */
export type NewVersion = {
  version: number;
  content: ReportContent;
  reason?: string;
  changes: ReportChange[];
  by: string;
};
