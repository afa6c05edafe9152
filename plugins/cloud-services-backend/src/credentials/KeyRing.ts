import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from 'node:crypto';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { unavailable } from '@dualcloud/foundation-node';

/**
 * Envelope encryption. Each value has a data key of its own (AES-256-GCM), and
 * only that key is encrypted with a configured one. The envelope names the
 * configured key, so that keys can be rotated: the first in the configuration
 * encrypts, all of them decrypt, and re-wrapping a value touches its data key
 * only. The id of the binding is authenticated too: an envelope that somebody
 * copies to another row does not open.
 */
export type Envelope = {
  v: 1;
  keyId: string;
  /** The data key, encrypted with the configured key. */
  key: Sealed;
  /** The value, encrypted with the data key. */
  value: Sealed;
};

type Sealed = { iv: string; tag: string; data: string };
type Key = { id: string; secret: Buffer };

const CIPHER = 'aes-256-gcm';
const HOW =
  'make one with: openssl rand -base64 32, and set cloudServices.credentials.keys: [ { id: k1, key: <it> } ]';

/** The configured keys. */
export class KeyRing {
  private constructor(private readonly keys: [Key, ...Key[]]) {}

  static fromConfig(config: RootConfigService): KeyRing {
    const keys = (
      config.getOptionalConfigArray('cloudServices.credentials.keys') ?? []
    ).map((entry): Key => {
      const id = entry.getString('id');
      const secret = Buffer.from(entry.getString('key'), 'base64');
      if (secret.length !== 32) {
        throw new InputError(
          `cloudServices.credentials.keys: key "${id}" has ${secret.length} bytes instead of 32; ${HOW}`,
        );
      }
      return { id, secret };
    });
    const [first, ...others] = keys;
    if (!first) {
      throw new InputError(
        `cloudServices.credentials.keys is missing, but credentials are only ever stored encrypted; ${HOW}`,
      );
    }
    if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
      throw new InputError(
        'cloudServices.credentials.keys: two keys have the same id',
      );
    }
    return new KeyRing([first, ...others]);
  }

  /** @param owner - what the value belongs to; must be the same to open it */
  seal(value: unknown, owner: string): Envelope {
    const dataKey = randomBytes(32);
    const [key] = this.keys;
    return {
      v: 1,
      keyId: key.id,
      key: encrypt(dataKey, key.secret, `${key.id}:${owner}`),
      value: encrypt(Buffer.from(JSON.stringify(value)), dataKey, owner),
    };
  }

  /** Throws if the key is not configured any more, or if anything was tampered with. */
  open(envelope: Envelope, owner: string): unknown {
    const dataKey = this.unwrap(envelope, owner);
    return JSON.parse(decrypt(envelope.value, dataKey, owner).toString('utf8'));
  }

  /** Whether the envelope should be re-wrapped because a newer key came first. */
  isOutdated(envelope: Envelope): boolean {
    return envelope.keyId !== this.keys[0].id;
  }

  /** The same envelope under the first key; the value itself stays as it is. */
  rewrap(envelope: Envelope, owner: string): Envelope {
    const [key] = this.keys;
    return {
      ...envelope,
      keyId: key.id,
      key: encrypt(
        this.unwrap(envelope, owner),
        key.secret,
        `${key.id}:${owner}`,
      ),
    };
  }

  private unwrap(envelope: Envelope, owner: string): Buffer {
    const key = this.keys.find(({ id }) => id === envelope.keyId);
    if (!key) {
      throw unavailable(
        `credentials are encrypted with key "${envelope.keyId}", which is not in cloudServices.credentials.keys any more; add it behind the others`,
      );
    }
    return decrypt(envelope.key, key.secret, `${key.id}:${owner}`);
  }
}

function encrypt(plain: Buffer, key: Buffer, context: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(createHash('sha256').update(context).digest());
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

function decrypt(sealed: Sealed, key: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(
    CIPHER,
    key,
    Buffer.from(sealed.iv, 'base64'),
    { authTagLength: 16 },
  );
  decipher.setAAD(createHash('sha256').update(context).digest());
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
  return Buffer.concat([
    decipher.update(Buffer.from(sealed.data, 'base64')),
    decipher.final(),
  ]);
}
