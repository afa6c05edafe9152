import type { components } from './schema/openapi';

type Schemas = components['schemas'];

/** @public */
export type ServiceLevel = Schemas['ServiceLevel'];
/** @public */
export type ServiceLevelDetail = Schemas['ServiceLevelDetail'];
/** @public */
export type ObjectiveResult = Schemas['ObjectiveResult'];
/** @public */
export type ObjectiveState = Schemas['ObjectiveState'];
/** @public */
export type Condition = Schemas['Condition'];
/** @public */
export type Availability = Schemas['Availability'];
/** @public */
export type Timeline = Schemas['Timeline'];
/** @public */
export type BurnDownPoint = Schemas['BurnDownPoint'];
/** @public */
export type Explanation = Schemas['Explanation'];
/** @public */
export type ExplanationStep = Schemas['ExplanationStep'];
/** @public */
export type ExplainedOutage = Schemas['ExplainedOutage'];
/** @public */
export type ExplainedDay = Schemas['ExplainedDay'];
/** @public */
export type Status = Schemas['Status'];
/** @public */
export type Interval = Schemas['Interval'];
/** @public */
export type AgreementSummary = Schemas['AgreementSummary'];
/** @public */
export type AgreementVersion = Schemas['AgreementVersion'];
/** @public */
export type DocumentProblem = Schemas['DocumentProblem'];
/** @public */
export type DocumentCheck = Schemas['DocumentCheck'];
/** @public */
export type RefusedDocument = Schemas['RefusedDocument'];
/** @public */
export type Calendar = Schemas['Calendar'];
/** @public */
export type CalendarDays = Schemas['CalendarDays'];
/** @public */
export type Outage = Schemas['Outage'];
/** @public */
export type OutageState = Schemas['OutageState'];
/** @public */
export type OutageSource = Schemas['OutageSource'];
/** @public */
export type OutageDetail = Schemas['OutageDetail'];
/** @public */
export type OutageEvent = Schemas['OutageEvent'];
/** @public */
export type OutageReport = Schemas['OutageReport'];
/** @public */
export type Incident = Schemas['Incident'];
/** @public */
export type IncidentReport = Schemas['IncidentReport'];
/** @public */
export type Probe = Schemas['Probe'];
/** @public */
export type Sample = Schemas['Sample'];
/** @public */
export type SampleReport = Schemas['SampleReport'];
/** @public */
export type MaintenanceAnnouncement = Schemas['MaintenanceAnnouncement'];
/** @public */
export type MaintenanceWindow = Schemas['MaintenanceWindow'];
/** @public */
export type PenaltyResult = Schemas['PenaltyResult'];
/** @public */
export type Change = Schemas['Change'];
/** @public */
export type ChangePage = Schemas['ChangePage'];
export type ServiceReport = Schemas['ServiceReport'];
/** @public */
export type ReportSummary = Schemas['ReportSummary'];
/** @public */
export type ReportContent = Schemas['ReportContent'];
/** @public */
export type ReportVersion = Schemas['ReportVersion'];
/** @public */
export type ReportChange = Schemas['ReportChange'];
/** @public */
export type ReportReduction = Schemas['ReportReduction'];
/** @public */
export type ReportState = Schemas['ReportState'];
/** @public */
export type ReportTrend = Schemas['ReportTrend'];
/** @public */
export type ReportPenalty = Schemas['ReportPenalty'];
