/** From an individual CloudService to the agency, and back; from a Commission one way. @public */
export const RELATION_HAS_CUSTOMER = 'hasCustomer';
/** @public */
export const RELATION_CUSTOMER_OF = 'customerOf';
/** From an individual CloudService to who builds the software, and back; from a Commission one way. @public */
export const RELATION_HAS_SOFTWARE_PROVIDER = 'hasSoftwareProvider';
/** @public */
export const RELATION_SOFTWARE_PROVIDER_OF = 'softwareProviderOf';
/** From a Commission to the Group that pays; one way, as not everybody may know of it. @public */
export const RELATION_PAID_BY = 'paidBy';
/** From a Commission to the System that is worked on; one way. @public */
export const RELATION_COMMISSIONS = 'commissions';
/** From a service instance to its CloudService, from an environment to its blueprint; one way. @public */
export const RELATION_INSTANCE_OF = 'instanceOf';
/** From a deprecated CloudService to the one that takes its place, and back. @public */
export const RELATION_SUCCEEDED_BY = 'succeededBy';
/** @public */
export const RELATION_SUCCESSOR_OF = 'successorOf';
