/** From an individual CloudService or a Commission to the agency, and back. @public */
export const RELATION_HAS_CUSTOMER = 'hasCustomer';
/** @public */
export const RELATION_CUSTOMER_OF = 'customerOf';
/** From an individual CloudService or a Commission to who builds the software, and back. @public */
export const RELATION_HAS_SOFTWARE_PROVIDER = 'hasSoftwareProvider';
/** @public */
export const RELATION_SOFTWARE_PROVIDER_OF = 'softwareProviderOf';
/** From a Commission to the Group that pays, and back. @public */
export const RELATION_PAID_BY = 'paidBy';
/** @public */
export const RELATION_PAYER_OF = 'payerOf';
/** From a Commission to the System that is worked on, and back. @public */
export const RELATION_COMMISSIONS = 'commissions';
/** @public */
export const RELATION_COMMISSIONED_BY = 'commissionedBy';
/** From a service instance to its CloudService, from an environment to its blueprint, and back. @public */
export const RELATION_INSTANCE_OF = 'instanceOf';
/** @public */
export const RELATION_HAS_INSTANCE = 'hasInstance';
/** From a deprecated CloudService to the one that takes its place, and back. @public */
export const RELATION_SUCCEEDED_BY = 'succeededBy';
/** @public */
export const RELATION_SUCCESSOR_OF = 'successorOf';
