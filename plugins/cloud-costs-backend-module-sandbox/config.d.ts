export interface Config {
  cloudCosts?: {
    sandbox?: {
      /** Where the sandbox broker is, without `/v2`. https, except on this machine. Without it nothing is measured. */
      url?: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** How often to measure, in seconds, 60 to 3600; 300. */
      intervalSeconds?: number;
    };
  };
}
