import { isIP } from 'node:net';
import { InputError } from '@backstage/errors';

/*
 * Agreements come from the catalog, where many may write, and probes run inside
 * the network. So a probe only goes where the configuration lets it.
 */

/** One entry of `serviceLevels.probes.allow`. */
type Entry = { host: string; port?: number; plain: boolean };

const ENTRY =
  /^(?:(https?):\/\/)?((?:\*\.)?[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/;

/** Where probes may go. */
export class Allowance {
  private constructor(private readonly entries: readonly Entry[]) {}

  /**
   * @param texts - hosts, `*.` for all below a domain, with or without a port;
   * `http://` before it allows HTTP without encryption there
   * @throws InputError that names the entry
   */
  static create(texts: readonly string[]): Allowance {
    return new Allowance(
      texts.map((text, index) => {
        const match = ENTRY.exec(text.toLocaleLowerCase('en-US'));
        if (!match) {
          throw new InputError(
            `serviceLevels.probes.allow[${index}] is "${text}"; write a host such as portal.example.org, *.example.org, example.org:8443 or http://example.org`,
          );
        }
        const [, scheme, host, port] = match;
        return {
          host,
          port: port === undefined ? undefined : Number(port),
          plain: scheme === 'http',
        };
      }),
    );
  }

  /** Whether a connection may be opened. */
  tcp(host: string, port: number): boolean {
    return this.find(host, port) !== undefined;
  }

  /** Whether a page may be asked for; without encryption on this machine or where allowed. */
  http(text: string): boolean {
    const url = new URL(text);
    if (url.username || url.password) return false;
    const isPlain = url.protocol === 'http:';
    const port = Number(url.port || (isPlain ? 80 : 443));
    const entry = this.find(url.hostname, port);
    return (
      entry !== undefined &&
      (!isPlain || entry.plain || isLoopback(url.hostname))
    );
  }

  private find(host: string, port: number): Entry | undefined {
    const name = host.toLocaleLowerCase('en-US').replace(/\.$/, '');
    const fitting = this.entries.filter(
      entry =>
        (entry.port === undefined || entry.port === port) &&
        (entry.host.startsWith('*.')
          ? name.endsWith(entry.host.slice(1))
          : entry.host === name || entry.host === `[${name}]`),
    );
    return fitting.find(({ plain }) => plain) ?? fitting[0];
  }
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '[::1]' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}
