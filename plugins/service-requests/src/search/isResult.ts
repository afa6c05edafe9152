import {
  SERVICE_REQUEST_DOCUMENT_TYPE,
  TICKET_DOCUMENT_TYPE,
} from '@dualcloud/backstage-plugin-service-requests-common';

/** Whether a result of the search is a request. */
export function isRequestResult({ type }: { type: string }): boolean {
  return type === SERVICE_REQUEST_DOCUMENT_TYPE;
}

/** Whether a result of the search is an incident, a problem or a change. */
export function isTicketResult({ type }: { type: string }): boolean {
  return type === TICKET_DOCUMENT_TYPE;
}
