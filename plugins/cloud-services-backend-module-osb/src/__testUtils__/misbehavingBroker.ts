import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type SeenRequest = {
  method: string;
  url: URL;
  headers: http.IncomingHttpHeaders;
  body: unknown;
};

type Behaviour = (
  request: SeenRequest,
  response: http.ServerResponse,
) => void | Promise<void>;

/** A real HTTP server that answers the next requests as a test tells it to. */
export class MisbehavingBroker {
  readonly seen: SeenRequest[] = [];
  private behaviour: Behaviour = (_, response) => {
    response.writeHead(500).end();
  };

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<MisbehavingBroker> {
    const server = http.createServer();
    const broker = new MisbehavingBroker(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const seen = {
          method: request.method ?? '',
          url: new URL(request.url ?? '', 'http://broker.invalid'),
          headers: request.headers,
          body: text ? JSON.parse(text) : undefined,
        };
        broker.seen.push(seen);
        void broker.behaviour(seen, response);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return broker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get last(): SeenRequest {
    return this.seen[this.seen.length - 1];
  }

  behave(behaviour: Behaviour) {
    this.behaviour = behaviour;
  }

  answer(
    status: number,
    body: unknown,
    headers: http.OutgoingHttpHeaders = {},
  ) {
    this.behave((_, response) => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }
}
