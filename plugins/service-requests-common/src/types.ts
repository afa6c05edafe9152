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
/** @public */
export type Change = Schemas['Change'];
/** @public */
export type ChangePage = Schemas['ChangePage'];
