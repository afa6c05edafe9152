/** Channel of Backstage's signals on which changed requests are told of. @public */
export const SERVICE_REQUESTS_SIGNAL_CHANNEL = 'service-requests';

/** Something has changed; says nothing about whose. @public */
export type ServiceRequestsSignal = {
  topic: 'requests' | 'offers' | 'takeovers' | 'tickets';
};

/** Topic of the events service that wakes readers of `GET /changes`. @public */
export const SERVICE_REQUESTS_TOPIC = 'service-requests';
