import type { components } from './schema/openapi';

type Schemas = components['schemas'];

/** @public */
export type CostStage = Schemas['Stage'];
/** @public */
export type UsageCloudEvent = Schemas['UsageCloudEvent'];
/** What became of a batch. @public */
export type IngestReport = Schemas['IngestReport'];
/** @public */
export type Meter = Schemas['Meter'];
/** @public */
export type UsageEvent = Schemas['UsageEvent'];
/** @public */
export type UsageProblems = Schemas['UsageProblems'];
/** @public */
export type DocumentProblem = Schemas['DocumentProblem'];
/** `payer`, `system`, … or `tag:<key>`. @public */
export type CostDimension = Schemas['CostDimension'];
/** @public */
export type CostGroup = Schemas['CostGroup'];
/** @public */
export type CostReport = Schemas['CostReport'];
/** @public */
export type Allocation = Schemas['Allocation'];
/** @public */
export type CostLine = Schemas['CostLine'];
/** @public */
export type CostExplanation = Schemas['CostExplanation'];
/** @public */
export type CostFilters = Schemas['CostFilters'];
/** @public */
export type UnusedAllocation = Schemas['UnusedAllocation'];
/** @public */
export type Forecast = Schemas['Forecast'];
/** @public */
export type Anomaly = Schemas['Anomaly'];
/** @public */
export type SavedView = Schemas['SavedView'];
/** @public */
export type PriceListSummary = Schemas['PriceListSummary'];
/** @public */
export type PriceListVersion = Schemas['PriceListVersion'];
/** @public */
export type PriceListCheck = Schemas['PriceListCheck'];
/** @public */
export type Simulation = Schemas['Simulation'];
/** @public */
export type AgreedPrices = Schemas['AgreedPrices'];
/** @public */
export type QuoteItem = Schemas['QuoteItem'];
/** @public */
export type QuoteRequest = Schemas['QuoteRequest'];
/** @public */
export type QuoteLine = Schemas['QuoteLine'];
/** @public */
export type Quote = Schemas['Quote'];
/** @public */
export type StatementState = Schemas['StatementState'];
/** @public */
export type StatementLine = Schemas['StatementLine'];
/** @public */
export type StatementSummary = Schemas['StatementSummary'];
/** @public */
export type Statement = Schemas['Statement'];
/** @public */
export type CreditRequest = Schemas['CreditRequest'];
/** @public */
export type Credit = Schemas['Credit'];
/** What the feed for other plugins tells of. @public */
export type Change = Schemas['Change'];
/** @public */
export type ChangePage = Schemas['ChangePage'];
/** @public */
export type ReratingRequest = Schemas['ReratingRequest'];
/** @public */
export type Rerating = Schemas['Rerating'];
/** @public */
export type BudgetRequest = Schemas['BudgetRequest'];
/** @public */
export type Budget = Schemas['Budget'];
/** @public */
export type ReservationRequest = Schemas['ReservationRequest'];
/** @public */
export type Reservation = Schemas['Reservation'];
/** A budget that an order would break. @public */
export type BrokenBudget = Schemas['BrokenBudget'];
