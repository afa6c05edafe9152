import type { components } from './schema/openapi';

type Schemas = components['schemas'];

/** Development, test or production. @public */
export type Stage = Schemas['Stage'];
/** What an order does and to what. @public */
export type OrderType = Schemas['OrderType'];
/** @public */
export type OrderState = Schemas['OrderState'];
/** @public */
export type EnvironmentState = Schemas['EnvironmentState'];
/** @public */
export type InstanceState = Schemas['InstanceState'];
/** @public */
export type StepState = Schemas['StepState'];
/** @public */
export type BindingState = Schemas['BindingState'];
/** Body of `POST /orders` and `POST /orders/preview`. @public */
export type OrderRequest = Schemas['OrderRequest'];
/** @public */
export type Order = Schemas['Order'];
/** @public */
export type OrderStep = Schemas['OrderStep'];
/** @public */
export type OrderPreview = Schemas['OrderPreview'];
/** @public */
export type OrderOptions = Schemas['OrderOptions'];
/** @public */
export type OrderPage = Schemas['OrderPage'];
/** One change that an order makes to a plan, parameter or date. @public */
export type ConfigurationDifference = Schemas['ConfigurationDifference'];
/** Plan and parameters of one component; parameters as the plan's schema has them. @public */
export type Configuration = Schemas['Configuration'];
/** @public */
export type Failure = Schemas['Failure'];
/** Who was who when the order was placed. @public */
export type Parties = Schemas['Parties'];
/** @public */
export type Environment = Schemas['Environment'];
/** @public */
export type EnvironmentPage = Schemas['EnvironmentPage'];
/** @public */
export type Instance = Schemas['Instance'];
/** @public */
export type InstancePage = Schemas['InstancePage'];
/** Credentials of an instance, without their value. @public */
export type Binding = Schemas['Binding'];
/** @public */
export type RevealedCredentials = Schemas['RevealedCredentials'];
/** @public */
export type JournalEntry = Schemas['JournalEntry'];
/** @public */
export type JournalPage = Schemas['JournalPage'];
/** @public */
export type BrokerStatus = Schemas['BrokerStatus'];
/** @public */
export type BrokerSyncResult = Schemas['BrokerSyncResult'];
/** A broker's OSB catalogue as its driver checked it. @public */
export type BrokerCatalog = Schemas['BrokerCatalog'];
/** One row of the change feed. @public */
export type Change = Schemas['Change'];
/** @public */
export type ChangePage = Schemas['ChangePage'];
/** @public */
export type LiveEnvironment = Schemas['LiveEnvironment'];
/** @public */
export type LiveInstance = Schemas['LiveInstance'];
/** @public */
export type ServiceSchemas = Schemas['ServiceSchemas'];
/** Delivery times in seconds. @public */
export type DeliveryTimes = Schemas['DeliveryTimes'];
/** What the caller may do with an environment or instance. @public */
export type Permitted = Schemas['Permitted'];
