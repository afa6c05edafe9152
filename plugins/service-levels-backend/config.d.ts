export interface Config {
  /** Service levels: agreements, measurement, attainment, reports. */
  serviceLevels?: {
    workers?: {
      /**
       * Whether this process measures, tells and hands over, besides serving
       * requests. Switch it off where other processes do that.
       * @default true
       */
      enabled?: boolean;
    };
    samples?: {
      /**
       * How many days samples are kept as they came. What figures are made of
       * (from when to when something was up or down) is kept for ever.
       * @default 90
       */
      keepDays?: number;
    };
    probes?: {
      /**
       * Hosts that agreements may have probed by HTTP and TCP, such as
       * `portal.example.org` or `*.example.org`. Nothing else is probed: who may
       * write an agreement must not reach into the provider's network by it.
       * Live service instances are probed through the cloud services plugin and
       * need no entry.
       */
      allow?: string[];
      /**
       * How many probes run at once in this process.
       * @default 10
       */
      parallel?: number;
    };
    notifications?: {
      /**
       * Percent of the error budget at which people are told.
       * @default [50, 80, 100]
       */
      budgetThresholds?: number[];
    };
  };
}
