export interface Config {
  cloudCosts?: {
    /**
     * IANA time zone of days and months: of billing, of price lists' validity, of what the pages show.
     * Its clocks must be whole hours away from UTC. Europe/Berlin.
     * @visibility frontend
     */
    timeZone?: string;
    usage?: {
      /** Older usage events are refused; 400. */
      maxAgeDays?: number;
      /** How long raw usage events are kept; what they add up to is kept for ever. At least maxAgeDays; 800. */
      keepDays?: number;
    };
    statements?: {
      /** Days after the month's end until its statements become final; 5. */
      graceDays?: number;
    };
    workers?: {
      /** False lets this process serve requests only; another one must add up, rate and finalise. True. */
      enabled?: boolean;
    };
    costs?: {
      /** Days whose costs are kept in memory, about 10 bytes each for a price component of an instance; older ones are read from the database. 400. */
      daysInMemory?: number;
    };
    /** Who bills whom, and how. */
    billing?: {
      /** `invoice`: statements are invoices for real money; `internal`: allocation of costs without one. internal. */
      mode?: 'internal' | 'invoice';
      /** Who writes the statements. */
      seller?: {
        name?: string;
        street?: string;
        city?: string;
        postCode?: string;
        /** Two letters, as in ISO 3166. */
        country?: string;
        vatId?: string;
        iban?: string;
        bic?: string;
        contact?: {
          name?: string;
          email?: string;
          phone?: string;
        };
      };
      /** By entity ref of the group that gets the statement. */
      customers?: {
        [groupRef: string]: {
          mode?: 'internal' | 'invoice';
          /** Where its invoices are routed to; otherwise the group's annotation `dualcloud.dev/leitweg-id`. */
          leitwegId?: string;
          name?: string;
          street?: string;
          city?: string;
          postCode?: string;
          country?: string;
          email?: string;
        };
      };
    };
  };
}
