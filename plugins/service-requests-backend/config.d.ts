export interface Config {
  /** Requests, offers, takeover and IT service management of individual services. */
  serviceRequests?: {
    workers?: {
      /**
       * Whether this process reminds people, puts accepted offers in force, looks
       * again at releases under a standing approval and serves connected ticket
       * systems, besides serving requests. Switch it off
       * where other processes do that.
       * @default true
       */
      enabled?: boolean;
    };
    /**
     * Group of the IT service provider that answers requests, unless the document
     * of a request type names another.
     * @default group:default/service-desk
     */
    group?: string;
    /**
     * ServiceCalendar in whose service hours target times of the built-in request
     * types run, such as `servicecalendar:default/office-hours`. Without one they
     * run around the clock.
     */
    calendar?: string;
    /**
     * IANA time zone in which days begin and end, such as the last one on which
     * an offer can be accepted.
     * @default Europe/Berlin
     */
    timeZone?: string;
    attachments?: {
      /**
       * Largest size of a file, in MB; at most 10.
       * @default 10
       */
      maxSizeMb?: number;
      /**
       * How many files a request may have.
       * @default 50
       */
      maxCount?: number;
      /** Which types of files are taken; absent: PDF, images, texts and office documents. */
      mediaTypes?: string[];
    };
    acceptance?: {
      /**
       * Above this amount in the first year it takes two authorised persons to
       * accept an offer, in the currency of the offer.
       * @default '50000'
       */
      fourEyesAbove?: string;
      /**
       * Who may accept and decline offers for an agency: users and groups by the
       * agency's entity ref. An agency that is not named can accept nothing.
       */
      authorised?: { [agency: string]: string[] };
    };
    takeovers?: {
      /**
       * How many minutes after a look the portal looks again at the gates of a
       * release that a standing approval may let pass; 1 to 1440.
       * @default 5
       */
      lookAgainMinutes?: number;
    };
    connectors?: {
      /**
       * A ticket system that takes signed JSON, and tells its own changes at
       * `POST /api/service-requests/connectors/webhook`.
       */
      webhook?: {
        /** Where tickets are told; https, or http on this machine. */
        url: string;
        /**
         * Both sides sign with it (HMAC-SHA256); 16 characters at least.
         * @visibility secret
         */
        secret: string;
      };
    };
    notifications?: {
      /**
       * In which languages people are told, one after the other: nobody knows the recipient's.
       * @default [en, de]
       */
      languages?: Array<'en' | 'de'>;
    };
  };
}
