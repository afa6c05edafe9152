export interface Config {
  /** Service levels: agreements, outages, attainment. */
  serviceLevels?: {
    workers?: {
      /**
       * Whether this process follows the environments of the cloud services,
       * besides serving requests. Switch it off where other processes do that.
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
       * Where agreements may have HTTP and TCP probes sent: hosts such as
       * `portal.example.org`, `*.example.org` for all below a domain, with or
       * without a port. `http://` before a host allows HTTP without encryption
       * there. Without any, only databases of the cloud services are probed.
       */
      allow?: string[];
      /**
       * How many probes this process is at, at most.
       * @default 10
       */
      parallel?: number;
    };
    reports?: {
      /**
       * How many days after its month a service report can be released at the
       * earliest. Until then outages are reported, corrected and disputed.
       * @default 3
       */
      graceDays?: number;
      /**
       * For how many months back, the running one included, drafts are begun.
       * @default 13
       */
      months?: number;
    };
    /** What people are told of, by Backstage's notifications. */
    notifications?: {
      /**
       * In which languages people are told, one after the other: nobody knows the recipient's.
       * @default [en, de]
       */
      languages?: Array<'en' | 'de'>;
      /**
       * At how many percent of an error budget the parties of an agreement are told.
       * An empty list: only when an objective is missed.
       * @default [50, 80, 100]
       */
      budgetThresholds?: number[];
    };
  };
}
