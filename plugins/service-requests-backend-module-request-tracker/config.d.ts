export interface Config {
  serviceRequests?: {
    connectors?: {
      /** Request Tracker 5, by its REST 2.0 API. Tickets go there and come back. */
      requestTracker?: {
        /** Where it is, without `/REST/2.0`. https, or http on this machine. */
        url: string;
        /** Name of the user as whom the portal works there; what it changes is not read back. */
        user: string;
        /** An auth token of the user; or its password. @visibility secret */
        token?: string;
        /** @visibility secret */
        password?: string;
        /** Names of the queues. Kinds may share one; then tickets that begin there are the first of them. */
        queues: { incident: string; problem: string; change: string };
        /**
         * Names of custom fields of the queues. What has none is written as
         * correspondence, and does not come back.
         */
        customFields?: {
          /** `operation-preventing`, `operation-impeding` or `minor`. */
          incidentClass?: string;
          workaround?: string;
          resolution?: string;
          /** Ref of the `CloudService`: tickets that begin there are taken in if it is filled in. */
          service?: string;
          /** Ref of the agency whose ticket it is, where the service does not say so. */
          customer?: string;
        };
        /** Statuses of a queue's lifecycle by state of the portal, where they are not those of RT's default one. */
        statuses?: {
          incident?: { [state: string]: string };
          problem?: { [state: string]: string };
          change?: { [state: string]: string };
        };
      };
    };
  };
}
