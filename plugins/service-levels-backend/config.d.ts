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
  };
}
