export interface Config {
  cloudServices?: {
    requests?: {
      /**
       * Where an individual service is asked for that names no contact of its own: a URL or mailto address.
       * @visibility frontend
       */
      contact?: string;
    };
  };
}
