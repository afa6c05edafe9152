import { InputError } from '@backstage/errors';
import type { BrokerConfig } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { OsbAuth } from '../transport/BrokerTransport';

const LONGEST_SECONDS = 600;

function readAuth(brokerName: string, config: BrokerConfig): OsbAuth {
  const key = `cloudServices.brokers.${brokerName}.auth`;
  const bearerToken = config.getOptionalString('auth.bearerToken');
  const username = config.getOptionalString('auth.username');
  const password = config.getOptionalString('auth.password');
  if (bearerToken && (username || password)) {
    throw new InputError(
      `${key} has both bearerToken and username or password; keep one of the two`,
    );
  }
  if (bearerToken) {
    if (!/^[\x21-\x7e]+$/.test(bearerToken)) {
      throw new InputError(
        `${key}.bearerToken has characters that a header cannot carry; use printable ASCII without blanks`,
      );
    }
    return { bearerToken };
  }
  if (!username || !password) {
    throw new InputError(
      `${key} is incomplete; set username and password, or bearerToken`,
    );
  }
  if (username.includes(':')) {
    throw new InputError(`${key}.username must not contain a colon (RFC 7617)`);
  }
  return { username, password };
}

/** Reads `cloudServices.brokers.<name>` of type `osb`. */
export function readOsbConfig(
  brokerName: string,
  config: BrokerConfig,
): { url: string; auth: OsbAuth; requestTimeoutMs: number } {
  const seconds = config.getOptionalNumber('requestTimeoutSeconds') ?? 60;
  if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
    throw new InputError(
      `cloudServices.brokers.${brokerName}.requestTimeoutSeconds must be above 0 and at most ${LONGEST_SECONDS}`,
    );
  }
  return {
    url: config.getString('url'),
    auth: readAuth(brokerName, config),
    requestTimeoutMs: seconds * 1_000,
  };
}
