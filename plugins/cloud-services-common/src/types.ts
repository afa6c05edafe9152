import type { components } from './schema/openapi';

/** Development, test or production. @public */
export type Stage = components['schemas']['Stage'];
/** What an order does and to what. @public */
export type OrderType = components['schemas']['OrderType'];
/** @public */
export type OrderState = components['schemas']['OrderState'];
/** @public */
export type EnvironmentState = components['schemas']['EnvironmentState'];
/** @public */
export type InstanceState = components['schemas']['InstanceState'];
/** @public */
export type StepState = components['schemas']['StepState'];
/** @public */
export type BindingState = components['schemas']['BindingState'];
/** Body of `POST /orders` and `POST /orders/preview`. @public */
export type OrderRequest = components['schemas']['OrderRequest'];
/** @public */
export type Order = components['schemas']['Order'];
/** @public */
export type OrderStep = components['schemas']['OrderStep'];
/** @public */
export type OrderPreview = components['schemas']['OrderPreview'];
/** What somebody should mind who orders all the same. @public */
export type OrderWarning = OrderPreview['warnings'][number];
/** @public */
export type OrderOptions = components['schemas']['OrderOptions'];
/** @public */
export type OrderPage = components['schemas']['OrderPage'];
/** One change that an order makes to a plan, parameter or date. @public */
export type ConfigurationDifference =
  components['schemas']['ConfigurationDifference'];
/** Plan and parameters of one component; parameters as the plan's schema has them. @public */
export type Configuration = components['schemas']['Configuration'];
/** @public */
export type Failure = components['schemas']['Failure'];
/** Who was who when the order was placed. @public */
export type Parties = components['schemas']['Parties'];
/** @public */
export type Environment = components['schemas']['Environment'];
/** @public */
export type EnvironmentPage = components['schemas']['EnvironmentPage'];
/** @public */
export type Instance = components['schemas']['Instance'];
/** @public */
export type InstancePage = components['schemas']['InstancePage'];
/** Credentials of an instance, without their value. @public */
export type Binding = components['schemas']['Binding'];
/** @public */
export type RevealedCredentials = components['schemas']['RevealedCredentials'];
/** @public */
export type JournalEntry = components['schemas']['JournalEntry'];
/** @public */
export type JournalPage = components['schemas']['JournalPage'];
/** @public */
export type BrokerStatus = components['schemas']['BrokerStatus'];
/** @public */
export type BrokerSyncResult = components['schemas']['BrokerSyncResult'];
/** A broker's OSB catalogue as its driver checked it. @public */
export type BrokerCatalog = components['schemas']['BrokerCatalog'];
/** One row of the change feed. @public */
export type Change = components['schemas']['Change'];
/** @public */
export type ChangePage = components['schemas']['ChangePage'];
/**
 * A CloudEvents 1.0 event of the append-only feed: an instance became usable, changed its plan, or is gone.
 * @public
 */
export type LifecycleEvent = components['schemas']['LifecycleEvent'];
/** The instance as it was right after the effect. @public */
export type LifecycleEventData = components['schemas']['LifecycleEventData'];
/** @public */
export type LifecycleEventPage = components['schemas']['LifecycleEventPage'];
/** @public */
export type LiveEnvironment = components['schemas']['LiveEnvironment'];
/** @public */
export type LiveInstance = components['schemas']['LiveInstance'];
/** @public */
export type ServiceSchemas = components['schemas']['ServiceSchemas'];
/** Delivery times in seconds. @public */
export type DeliveryTimes = components['schemas']['DeliveryTimes'];
/** What the caller may do with an environment or instance. @public */
export type Permitted = components['schemas']['Permitted'];
