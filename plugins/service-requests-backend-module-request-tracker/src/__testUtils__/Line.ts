import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line to a server: it may be cut, or lose what the server answers. */
export class Line {
  state: 'up' | 'down' | 'mute' = 'up';
  private readonly server: http.Server;

  private constructor(target: string) {
    this.server = http.createServer((req, res) => {
      if (this.state === 'down') {
        req.socket.destroy();
        return;
      }
      const onward = http.request(
        `${target}${req.url}`,
        { method: req.method, headers: req.headers },
        answer => {
          // What is read goes through: it is the outcome of a change that nobody hears of.
          if (this.state === 'mute' && req.method !== 'GET') {
            answer.resume().once('end', () => req.socket.destroy());
            return;
          }
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
      );
      onward.once('error', () => req.socket.destroy());
      req.pipe(onward);
    });
  }

  static async to(target: string): Promise<Line> {
    const line = new Line(target);
    await new Promise<void>(resolve => {
      line.server.listen(0, '127.0.0.1', resolve);
    });
    return line;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
