import type { components } from './schema/openapi';

type Schemas = components['schemas'];

/** @public */
export type ServiceRequest = Schemas['ServiceRequest'];
/** @public */
export type ServiceRequestDetail = Schemas['ServiceRequestDetail'];
/** @public */
export type ServiceRequestDraft = Schemas['ServiceRequestDraft'];
/** @public */
export type ServiceRequestEvent = Schemas['ServiceRequestEvent'];
/** @public */
export type PossibleEvent = Schemas['PossibleEvent'];
/** @public */
export type RequestType = Schemas['RequestType'];
/** @public */
export type RequestMessage = Schemas['RequestMessage'];
/** @public */
export type AttachmentLimits = Schemas['AttachmentLimits'];
/** @public */
export type RequestAttachment = Schemas['RequestAttachment'];
/** @public */
export type ChecklistItem = Schemas['ChecklistItem'];
/** @public */
export type Offer = Schemas['Offer'];
/** @public */
export type OfferDetail = Schemas['OfferDetail'];
/** @public */
export type OfferContent = Schemas['OfferContent'];
/** @public */
export type OfferState = Schemas['OfferState'];
/** @public */
export type OfferEffect = Schemas['OfferEffect'];
/** @public */
export type OfferDifference = Schemas['OfferDifference'];
/** An incident, a problem or a change. @public */
export type Ticket = Schemas['Ticket'];
/** @public */
export type TicketDetail = Schemas['TicketDetail'];
/** @public */
export type NewTicket = Schemas['NewTicket'];
/** @public */
export type TicketChange = Schemas['TicketChange'];
/** @public */
export type TicketEventWish = Schemas['TicketEventWish'];
/** @public */
export type TicketEvent = Schemas['TicketEvent'];
/** @public */
export type TicketComment = Schemas['TicketComment'];
/** @public */
export type TicketLink = Schemas['TicketLink'];
/** @public */
export type CalendarEntry = Schemas['CalendarEntry'];
/** A connected ticket system, and whether it gets and tells everything. @public */
export type Connector = Schemas['Connector'];
/** One direction of its connection. @public */
export type ConnectorLink = Schemas['ConnectorLink'];
/** What the portal and a connected ticket system have both changed. @public */
export type ConnectorConflict = Schemas['ConnectorConflict'];
/** @public */
export type Change = Schemas['Change'];
/** @public */
export type ChangePage = Schemas['ChangePage'];
/** @public */
export type Release = Schemas['Release'];
/** @public */
export type ReleaseDetail = Schemas['ReleaseDetail'];
/** @public */
export type ReleaseDelivery = Schemas['ReleaseDelivery'];
/** @public */
export type ReleasePapers = Schemas['ReleasePapers'];
/** @public */
export type ReleaseKind = Schemas['ChangeKind'];
/** @public */
export type Takeover = Schemas['Takeover'];
/** @public */
export type TakeoverDetail = Schemas['TakeoverDetail'];
/** @public */
export type TakeoverState = Schemas['TakeoverState'];
/** @public */
export type TakeoverException = Schemas['TakeoverException'];
/** @public */
export type TakeoverEvent = Schemas['TakeoverEvent'];
/** @public */
export type TakeoverGateStanding = Schemas['Gate'];
/** @public */
export type TakeoverGateState = Schemas['GateState'];
/** @public */
export type TakeoverVerdict = Schemas['Verdict'];
/** @public */
export type TakeoverVerdictKind = Schemas['VerdictKind'];
/** @public */
export type TakeoverDefect = Schemas['Defect'];
/** @public */
export type ReleaseKnownError = Schemas['KnownError'];
/** @public */
export type ReleaseEvidence = Schemas['Evidence'];
/** @public */
export type ReleaseArtefact = Schemas['Artefact'];
/** @public */
export type ReleaseSbom = Schemas['Sbom'];
/** @public */
export type StandingApproval = Schemas['StandingApproval'];
/** @public */
export type StandingApprovalWish = Schemas['StandingApprovalWish'];
/** @public */
export type StandingApprovalAnswer = Schemas['StandingApprovalAnswer'];
/** @public */
export type StandardCandidate = Schemas['StandardCandidate'];
/** @public */
export type StandardCandidateDetail = Schemas['StandardCandidateDetail'];
/** @public */
export type NewStandardCandidate = Schemas['NewStandardCandidate'];
/** @public */
export type StandardDecision = Schemas['StandardDecision'];
/** @public */
export type StandardSavings = Schemas['StandardSavings'];
/** @public */
export type StandardMatch = Schemas['StandardMatch'];
/** @public */
export type StandardMatchQuestion = Schemas['StandardMatchQuestion'];
