import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';

/** An asynchronous service broker that has no latency of its own. */
export class Broker {
  /** How often each instance was asked for. */
  readonly made = new Map<string, number>();
  /** When each poll that came before was answered. */
  private readonly answered = new Map<string, number>();
  /** Milliseconds between an answer to a poll and the next poll of the same instance. */
  readonly gaps: number[] = [];
  /** What polls are answered with. */
  state: 'succeeded' | 'in progress' = 'succeeded';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Broker> {
    const server = createServer();
    const broker = new Broker(server);
    server.on('request', (request, response) => {
      request
        .resume()
        .on('end', () => broker.answer(request.url ?? '', response));
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    return broker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => {
      this.server.close(done);
    });
  }

  private answer(url: string, response: ServerResponse): void {
    const [, , , id, poll] = url.split(/[/?]/);
    if (poll === 'last_operation') {
      const now = performance.now();
      const before = this.answered.get(id);
      if (before !== undefined) this.gaps.push(now - before);
      this.answered.set(id, now);
      send(response, 200, { state: this.state });
    } else {
      this.made.set(id, (this.made.get(id) ?? 0) + 1);
      send(response, 202, {});
    }
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
