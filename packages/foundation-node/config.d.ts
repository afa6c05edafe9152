export interface Config {
  cloudServices?: {
    parties?: {
      /**
       * Groups whose members run the platform: they may order production and see credentials.
       * They count only if they belong to a group of type it-service-provider.
       */
      platformEngineers?: string[];
    };
  };
}
