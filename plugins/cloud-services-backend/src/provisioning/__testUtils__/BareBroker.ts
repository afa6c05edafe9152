import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Thing = {
  /** The creation or deletion that is under way. */
  pending?: 'create' | 'delete';
  doneAt: number;
};

type Request = {
  method: string;
  /** Instance id, or binding id for a binding. */
  id: string;
  poll: boolean;
};

/** Decides over one answer before the broker acts; `undefined` lets it act as usual. */
export type Misbehaviour = (
  request: Request,
  act: () => { status: number; body: object },
  response: ServerResponse,
) => Promise<void> | undefined;

/**
 * The least that is an Open Service Broker: instances and bindings in memory,
 * made and removed asynchronously. It counts what it makes, so that nothing can
 * be made twice unseen.
 */
export class BareBroker {
  readonly things = new Map<string, Thing>();
  /** How often each id was really made. */
  readonly made = new Map<string, number>();
  readonly requests: Request[] = [];
  misbehave: Misbehaviour | undefined;

  private constructor(
    private readonly server: Server,
    /** Milliseconds that making and removing take; 0 answers at once. */
    public delayMs: () => number,
  ) {}

  static async start(delayMs: () => number, port = 0): Promise<BareBroker> {
    const server = createServer();
    const broker = new BareBroker(server, delayMs);
    server.on('request', (request, response) => {
      request.resume().on('end', () => {
        broker.answer(request.method ?? '', request.url ?? '', response);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
    return broker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ids of what exists now. */
  existing(): string[] {
    return [...this.things.keys()].filter(id => this.look(id)).sort();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private look(id: string): Thing | undefined {
    const thing = this.things.get(id);
    if (!thing?.pending || thing.doneAt > Date.now()) return thing;
    if (thing.pending === 'delete') {
      this.things.delete(id);
      return undefined;
    }
    thing.pending = undefined;
    return thing;
  }

  private answer(method: string, url: string, response: ServerResponse): void {
    const parts = new URL(url, this.url).pathname.split('/').slice(3);
    const poll = parts.at(-1) === 'last_operation';
    const id = parts[parts[1] === 'service_bindings' ? 2 : 0];
    const request = { method, id, poll };
    this.requests.push(request);
    const act = () => this.act(request);
    if (this.misbehave?.(request, act, response)) return;
    const { status, body } = act();
    send(response, status, body);
  }

  private act({ method, id, poll }: Request): { status: number; body: object } {
    const thing = this.look(id);
    if (poll) {
      if (!thing) return { status: 410, body: {} };
      const state = thing.pending ? 'in progress' : 'succeeded';
      return { status: 200, body: { state } };
    }
    if (method === 'PUT') return this.make(id, thing);
    if (method === 'DELETE') return this.remove(id, thing);
    return { status: 200, body: { credentials: {} } };
  }

  private make(id: string, thing: Thing | undefined) {
    if (thing?.pending === 'delete') {
      return { status: 422, body: { error: 'ConcurrencyError' } };
    }
    if (thing) return { status: thing.pending ? 202 : 200, body: {} };
    const delay = this.delayMs();
    this.made.set(id, (this.made.get(id) ?? 0) + 1);
    this.things.set(id, {
      pending: delay ? 'create' : undefined,
      doneAt: Date.now() + delay,
    });
    return { status: delay ? 202 : 201, body: {} };
  }

  private remove(id: string, thing: Thing | undefined) {
    if (!thing) return { status: 410, body: {} };
    const delay = this.delayMs();
    if (!delay) {
      this.things.delete(id);
      return { status: 200, body: {} };
    }
    // A deletion halts a creation (OSB 2.17, "Deprovisioning").
    if (thing.pending !== 'delete') {
      this.things.set(id, { pending: 'delete', doneAt: Date.now() + delay });
    }
    return { status: 202, body: {} };
  }
}

/** Answers as JSON. */
export function send(
  response: ServerResponse,
  status: number,
  body: object,
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
