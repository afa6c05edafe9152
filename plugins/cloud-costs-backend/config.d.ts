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
    budgets?: {
      /** For how many hours money is set aside for an order that nobody says is done; 24. */
      reservationHours?: number;
    };
    anomalies?: {
      /** From which robust z-score on a day stands out; 5. */
      threshold?: number;
      /** Least usual spread of a day's amount, as a decimal in quotes: what is less than threshold times that away from what is usual never stands out. '1'. */
      floor?: string;
    };
    notifications?: {
      /** In which languages people are told, one after the other: nobody knows the recipient's. [en, de]. */
      languages?: Array<'en' | 'de'>;
    };
    costs?: {
      /** Days whose costs are kept in memory, about 10 bytes each for a price component of an instance; older ones are read from the database. 400. */
      daysInMemory?: number;
    };
    /** Who bills whom, and how. */
    billing?: {
      /** `invoice`: statements are invoices for real money; `internal`: allocation of costs without one. internal. */
      mode?: 'internal' | 'invoice';
      /** How invoices are taxed. */
      tax?: {
        /** Of EN 16931: `O` not subject to VAT, `S` standard rate, `E` exempt, `Z` zero rate. O. */
        category?: 'O' | 'S' | 'E' | 'Z';
        /** With `S`. */
        percent?: number;
        /** Why nothing is taxed; with `O` and `E`. */
        reason?: string;
      };
      /** Days from the statement's date until it is to be paid; 30. */
      paymentDays?: number;
      /** Who writes the statements. */
      seller?: {
        name?: string;
        street?: string;
        city?: string;
        postCode?: string;
        /** Two letters, as in ISO 3166. */
        country?: string;
        vatId?: string;
        /** In a register; where nothing is taxed, an XRechnung must name it instead of the VAT ID. */
        registrationId?: string;
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
