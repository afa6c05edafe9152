export interface Config {
  cloudServices?: {
    parties?: {
      /**
       * Groups of the IT service provider that run the platform: their members
       * may use the credentials of every service instance and order production
       * environments.
       */
      platformEngineers?: string[];
    };
  };
}
