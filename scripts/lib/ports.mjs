/*
 * TCP ports: the wanted one if it is free, otherwise the next that is.
 */
import net from 'node:net';

// Both families: a dev server listens on `::` or 0.0.0.0, a broker on
// 127.0.0.1, and a port that either of them holds is taken for us.
const HOSTS = ['127.0.0.1', '0.0.0.0', '::1', '::'];

function tryListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(undefined);
      } else if (
        error.code === 'EADDRNOTAVAIL' ||
        error.code === 'EAFNOSUPPORT'
      ) {
        // No IPv6 on this machine: nobody can hold the port there either.
        resolve(port);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () => {
      const { port: actual } = server.address();
      server.close(() => resolve(actual));
    });
  });
}

/** Whether nobody listens on the port, on any address of this machine. */
export async function isFree(port) {
  for (const host of HOSTS) {
    if ((await tryListen(port, host)) === undefined) return false;
  }
  return true;
}

/** Any free port. */
export async function freePort() {
  for (;;) {
    const port = await tryListen(0, '127.0.0.1');
    if (await isFree(port)) return port;
  }
}

/**
 * The first free run of `count` ports at or after `wanted` that touches none
 * of `taken`.
 */
export async function pickPorts(wanted, { count = 1, taken = [] } = {}) {
  for (let first = wanted; first + count <= 65_536; first += count) {
    const run = Array.from({ length: count }, (_, i) => first + i);
    if (run.some(port => taken.includes(port))) continue;
    const free = await Promise.all(run.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(
    `No ${count === 1 ? 'free port' : `${count} free ports in a row`} from ${wanted} on: stop what you no longer need.`,
  );
}
