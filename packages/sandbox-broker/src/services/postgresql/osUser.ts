import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The user that PostgreSQL runs as; without one it is the user of this process. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

async function lookUp(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', name]),
      run('id', ['-g', name]),
    ]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root. Under root the user `postgres` runs it if there is one, else `nobody`.
 */
export async function findOsUser(
  wanted: string | undefined,
): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of wanted ? [wanted] : ['postgres', 'nobody']) {
    const user = await lookUp(name);
    if (user) {
      return user;
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no operating system user ${
      wanted ? `"${wanted}"` : '"postgres" or "nobody"'
    } to run it: start the sandbox broker as an ordinary user.`,
  );
}
