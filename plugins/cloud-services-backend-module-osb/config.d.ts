export interface Config {
  cloudServices?: {
    brokers?: {
      /** By the broker's name, which becomes the prefix of its services' entity names. */
      [brokerName: string]: {
        /**
         * Kind of driver. The keys below are those of `osb`, the Open Service
         * Broker API 2.17.
         */
        type: string;
        /**
         * Address up to, not including, `/v2`. https, unless it is on this
         * machine. No credentials, no query. Redirects are not followed.
         */
        url?: string;
        auth?: {
          /** For basic authentication. */
          username?: string;
          /**
           * For basic authentication.
           * @visibility secret
           */
          password?: string;
          /**
           * Instead of username and password.
           * @visibility secret
           */
          bearerToken?: string;
        };
        /** Seconds for a whole request; 60 if absent, at most 600. */
        requestTimeoutSeconds?: number;
      };
    };
  };
}
