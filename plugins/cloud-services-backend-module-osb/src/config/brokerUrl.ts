import { InputError } from '@backstage/errors';

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/**
 * Where the broker is. Credentials travel there with each request, so it must
 * be https unless it is on this very machine.
 */
export function brokerUrl(brokerName: string, value: string): URL {
  const key = `cloudServices.brokers.${brokerName}.url`;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    // The value may hold credentials: it is not repeated.
    throw new InputError(
      `${key} is not a URL; set it to the broker's address, for example https://broker.example.org`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key} must not hold credentials; put them into cloudServices.brokers.${brokerName}.auth`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(`${key} must not have a query or a fragment`);
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && isLoopback(url.hostname))
  ) {
    throw new InputError(
      `${key} must begin with https:// (http:// is allowed only for this machine itself: localhost, 127.0.0.1, [::1]), because credentials are sent there`,
    );
  }
  return url;
}
