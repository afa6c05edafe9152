import { createServer } from 'node:net';
import type { StateStore } from './state/StateStore';
import type { Log } from './services/types';

function tryPort(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(undefined);
      } else {
        reject(error);
      }
    });
    probe.listen(port, host, () => {
      const address = probe.address();
      const found =
        typeof address === 'object' && address ? address.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}

/**
 * A port for a real service. Credentials name it, so the one of the first start is kept as long as it can be had.
 * When somebody else has taken it, another is chosen, and the log says that former credentials name the old one.
 */
export async function choosePort(options: {
  store: StateStore;
  name: string;
  host: string;
  preferred: number;
  log: Log;
}): Promise<number> {
  const { store, name, host, preferred, log } = options;
  const setting = `port.${name}`;
  const remembered = store.setting(setting);
  if (remembered) {
    // The server of a broker that was killed a moment ago may still be going down.
    for (let attempt = 0; attempt < 50; attempt++) {
      if ((await tryPort(host, Number(remembered))) !== undefined) {
        return Number(remembered);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  const wanted = remembered ? Number(remembered) : preferred;
  let port = remembered ? undefined : await tryPort(host, preferred);
  if (port === undefined) {
    port = await tryPort(host, 0);
    log(
      `port ${wanted} for ${name} is taken: using ${port}${
        remembered
          ? '; credentials that were handed out before name the old port, rotate them or free it'
          : ''
      }`,
    );
  }
  if (port === undefined) {
    throw new Error(`there is no free port for ${name} on ${host}`);
  }
  store.setSetting(setting, String(port));
  return port;
}
