/*
 * TCP ports: the wanted one if it is free, otherwise the next that is.
 *
 * Between choosing a port and a server's listening on it lie seconds, in which
 * another portal on this machine may choose the same. So a chosen port is held
 * by a UDP socket of the same number, which no server of ours needs: the kernel
 * gives it to one process only, and takes it back when that process ends.
 */
import dgram from 'node:dgram';
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

/** Holds the port against others who ask here; undefined if it is held already. */
function hold(port) {
  return new Promise(resolve => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      resolve(socket);
    });
  });
}

async function reserveRun(first, count) {
  const held = [];
  for (let port = first; port < first + count; port += 1) {
    const socket = await hold(port);
    if (socket) held.push(socket);
    if (!socket || !(await isFree(port))) {
      held.forEach(each => each.close());
      return undefined;
    }
  }
  return held;
}

/**
 * The first free run of `count` ports at or after `wanted`, held until
 * `release` is called or this process ends.
 */
export async function reservePorts(wanted, count = 1) {
  for (let first = wanted; first + count <= 65_536; first += count) {
    const held = await reserveRun(first, count);
    if (held) {
      return { port: first, release: () => held.forEach(each => each.close()) };
    }
  }
  throw new Error(
    `There ${
      count === 1 ? 'is no free port' : `are no ${count} free ports in a row`
    } from ${wanted} on: stop what you no longer need.`,
  );
}
