/** Channel of Backstage's signals on which changed service levels are told of. @public */
export const SERVICE_LEVELS_SIGNAL_CHANNEL = 'service-levels';

/** Something has changed; says nothing about whose. @public */
export type ServiceLevelsSignal = {
  topic: 'levels' | 'outages' | 'maintenance' | 'reports';
};

/** Topic of the events service that wakes readers of `GET /changes`. @public */
export const SERVICE_LEVELS_TOPIC = 'service-levels';
