/** Channel of Backstage's signals on which changed costs are told of. @public */
export const CLOUD_COSTS_SIGNAL_CHANNEL = 'cloud-costs';

/** Something has new figures; says nothing about whose. @public */
export type CloudCostsSignal = {
  topic: 'costs' | 'statements' | 'budgets' | 'anomalies';
};

/** Topic of the events service on which usage (CloudEvents as payload) may arrive. @public */
export const CLOUD_COSTS_USAGE_TOPIC = 'cloud-costs.usage';

/** Topic of the events service that wakes readers of costs. @public */
export const CLOUD_COSTS_TOPIC = 'cloud-costs';
