import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps the credentials of bindings unreadable in the state file. "Fetch service binding" must be able to hand them
 * out again, so they cannot be hashed; the key lies beside the state, readable by the broker's user only.
 */
export class Vault {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  static open(dataDir: string): Vault {
    const file = join(dataDir, 'vault.key');
    try {
      return new Vault(readFileSync(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
    const key = randomBytes(32);
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
    return new Vault(key);
  }

  seal(value: unknown): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const text = Buffer.concat([
      cipher.update(JSON.stringify(value), 'utf8'),
      cipher.final(),
    ]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  }

  unseal<T>(sealed: Buffer): T {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#key,
      sealed.subarray(0, 12),
    );
    decipher.setAuthTag(sealed.subarray(12, 28));
    const text = Buffer.concat([
      decipher.update(sealed.subarray(28)),
      decipher.final(),
    ]);
    return JSON.parse(text.toString('utf8'));
  }
}

/** A short name for an id of the platform's choice: safe in every system's identifiers. */
export function shortName(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** 192 random bits that need no escaping anywhere. */
export function randomSecret(): string {
  return randomBytes(24).toString('base64url').replace(/[-_]/g, 'x');
}
