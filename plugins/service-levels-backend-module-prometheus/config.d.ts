export interface Config {
  serviceLevels?: {
    prometheus?: {
      /**
       * Prometheus servers that agreements may name, by the name that they use:
       * `source` of a measurement, `metricSourceRef` of an OpenSLO indicator.
       */
      sources?: {
        [name: string]: {
          /** Where its HTTP API is, without `/api/v1`. Credentials are only sent by https, or on this machine. */
          url: string;
          /** Sent as `Authorization: Bearer …`. @visibility secret */
          bearerToken?: string;
          basic?: {
            username: string;
            /** @visibility secret */
            password: string;
          };
          /** Further headers, such as a tenant's. @deepVisibility secret */
          headers?: { [name: string]: string };
          /**
           * How long to wait for an answer, in seconds.
           * @default 20
           */
          timeoutSeconds?: number;
        };
      };
    };
  };
}
