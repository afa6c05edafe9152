export interface Config {
  cloudServices?: {
    requests?: {
      /**
       * Where an individual service is asked for that names no contact of its own: a URL or mailto address.
       * @visibility frontend
       */
      contact?: string;
    };
    environments?: {
      /** How far ahead the end of a development or test environment may lie; 180. */
      maxLifetimeDays?: number;
      /** What forms propose; 30. */
      defaultLifetimeDays?: number;
    };
    credentials?: {
      /**
       * Keys that stored credentials are encrypted with. The first encrypts, all decrypt: to rotate, put a
       * new key first, and take the old one away once a sweep has gone by.
       */
      keys: Array<{
        /** Any name; it is stored beside what the key encrypts. */
        id: string;
        /**
         * 32 random bytes in base64.
         * @visibility secret
         */
        key: string;
      }>;
    };
    budgets?: {
      /**
       * When orders are held against the budgets that cloud costs keeps: `whenInstalled` lets them pass in a
       * portal without cloud costs; `always` refuses them there too, for gateways that answer 404 while cloud
       * costs is down; `never` does not ask. whenInstalled.
       */
      check?: 'always' | 'whenInstalled' | 'never';
      /** How long an order waits for cloud costs before it is refused; 5. */
      timeoutSeconds?: number;
    };
    notifications?: {
      /** In which languages people are told, one after the other: nobody knows the recipient's. [en, de]. */
      languages?: Array<'en' | 'de'>;
    };
    engine?: {
      /** False lets this process serve requests only; another one must provision. True. */
      enabled?: boolean;
      /** How long the work of a dead process waits for another one; 15. */
      leaseSeconds?: number;
      /** Calls to brokers at the same time; 20. */
      concurrency?: number;
    };
    /** By name: lower-case letters, digits and hyphens. The rest of an entry belongs to its driver. */
    brokers?: {
      [name: string]: {
        /** Of the driver, for example osb. */
        type: string;
        /** What people call it; its name if absent. */
        title?: string;
        /** Group that owns its services where the broker names none. */
        owner?: string;
        /** What its services are where the broker says nothing. */
        defaults?: {
          tier?: 'iaas' | 'paas' | 'saas';
          networkZones?: string[];
          dataLocation?: string;
          protectionLevel?: 'normal' | 'high' | 'very-high';
          stages?: Array<'development' | 'test' | 'production'>;
        };
      };
    };
  };
}
