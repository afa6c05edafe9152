/*
 * The portal's own secrets: made once for each clone, kept with its data,
 * readable by its owner only.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Failure } from '../processes/terminal.mjs';

const MAKE = {
  SANDBOX_BROKER_USERNAME: () => 'portal',
  SANDBOX_BROKER_PASSWORD: () => randomBytes(24).toString('base64url'),
  // AES-256: exactly 32 bytes. Without it stored credentials are lost.
  CLOUD_SERVICES_ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
};

/** The secrets as environment variables; what is missing is made and stored. */
export function loadSecrets(dataFolder) {
  const file = path.join(dataFolder, 'secrets.json');
  let stored = {};
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // Made anew, credentials that are stored already could not be read again.
    if (error.code !== 'ENOENT') {
      throw new Failure(
        `${file} cannot be read (${error.message}). Put it right, or begin anew with "npm run reset".`,
      );
    }
  }
  const secrets = Object.fromEntries(
    Object.entries(MAKE).map(([name, make]) => [name, stored[name] ?? make()]),
  );
  if (Object.keys(MAKE).some(name => stored[name] === undefined)) {
    mkdirSync(dataFolder, { recursive: true });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, {
      mode: 0o600,
    });
    renameSync(fresh, file);
  }
  return secrets;
}
