import type { Database } from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BodyFacts } from './body';
import { S3Error } from './S3Error';

export interface StoredObject {
  key: string;
  blob: string;
  size: number;
  etag: string;
  crc32: string;
  /** Headers that the client gave and wants back: content type, x-amz-meta-… */
  headers: Record<string, string>;
  modifiedAt: number;
}

/*
 * What an object is called is in SQLite, what it contains is in a file with a random name: no key can point outside
 * the folder, and an object is replaced at once or not at all.
 */
export class ObjectStore {
  readonly #database: Database;
  readonly #folder: string;

  constructor(database: Database, dataDir: string) {
    this.#database = database;
    this.#folder = join(dataDir, 'object-storage');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    database.exec(`
      CREATE TABLE IF NOT EXISTS object_storage_buckets (name TEXT PRIMARY KEY, quota INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS object_storage_objects (
        bucket TEXT NOT NULL, key TEXT NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
        crc32 TEXT NOT NULL, headers TEXT NOT NULL, modified_at INTEGER NOT NULL, PRIMARY KEY (bucket, key)
      ) WITHOUT ROWID;
    `);
    this.#removeStrays();
  }

  buckets(): string[] {
    const rows = this.#database
      .prepare('SELECT name FROM object_storage_buckets ORDER BY name')
      .all() as Array<{ name: string }>;
    return rows.map(({ name }) => name);
  }

  /** Makes the bucket, or gives it another quota. */
  setBucket(name: string, quota: number): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO object_storage_buckets VALUES (?, ?)')
      .run(name, quota);
  }

  async dropBucket(name: string): Promise<void> {
    const blobs = this.#database
      .prepare('SELECT blob FROM object_storage_objects WHERE bucket = ?')
      .all(name) as Array<{ blob: string }>;
    this.#database.transaction(() => {
      this.#database
        .prepare('DELETE FROM object_storage_objects WHERE bucket = ?')
        .run(name);
      this.#database
        .prepare('DELETE FROM object_storage_buckets WHERE name = ?')
        .run(name);
    })();
    for (const { blob } of blobs) {
      await rm(this.#path(blob), { force: true });
    }
  }

  usage(bucket: string): { bytes: number; objects: number; quota: number } {
    return this.#database
      .prepare(
        `SELECT COALESCE(SUM(o.size), 0) AS bytes, COUNT(o.key) AS objects, COALESCE(MAX(b.quota), 0) AS quota
           FROM object_storage_buckets b LEFT JOIN object_storage_objects o ON o.bucket = b.name WHERE b.name = ?`,
      )
      .get(bucket) as { bytes: number; objects: number; quota: number };
  }

  find(bucket: string, key: string): StoredObject | undefined {
    const row = this.#database
      .prepare(
        `SELECT key, blob, size, etag, crc32, headers, modified_at AS modifiedAt
           FROM object_storage_objects WHERE bucket = ? AND key = ?`,
      )
      .get(bucket, key) as
      | (Omit<StoredObject, 'headers'> & { headers: string })
      | undefined;
    return row && { ...row, headers: JSON.parse(row.headers) };
  }

  /** Objects whose keys come after `after`, in the order of their UTF-8 bytes. */
  list(
    bucket: string,
    options: { prefix: string; after: string; limit: number },
  ): Array<Pick<StoredObject, 'key' | 'size' | 'etag' | 'modifiedAt'>> {
    return this.#database
      .prepare(
        `SELECT key, size, etag, modified_at AS modifiedAt FROM object_storage_objects
          WHERE bucket = ? AND key > ? AND substr(key, 1, length(?)) = ? ORDER BY key LIMIT ?`,
      )
      .all(
        bucket,
        options.after,
        options.prefix,
        options.prefix,
        options.limit,
      ) as Array<Pick<StoredObject, 'key' | 'size' | 'etag' | 'modifiedAt'>>;
  }

  read(object: StoredObject, start: number, end: number): Readable {
    return createReadStream(this.#path(object.blob), { start, end });
  }

  /** Throws when so many more bytes do not fit in. */
  checkQuota(bucket: string, key: string, size: number): void {
    const { bytes, quota } = this.usage(bucket);
    const replaced = this.find(bucket, key)?.size ?? 0;
    if (bytes - replaced + size > quota) {
      throw new S3Error(
        403,
        'QuotaExceeded',
        `The bucket may hold ${quota} bytes and holds ${bytes}: delete objects or choose a larger plan.`,
      );
    }
  }

  async put(
    bucket: string,
    key: string,
    headers: Record<string, string>,
    receive: (write: (piece: Buffer) => Promise<void>) => Promise<BodyFacts>,
  ): Promise<{ etag: string; crc32: string }> {
    const blob = randomUUID();
    const file = await open(this.#path(blob), 'wx', 0o600);
    try {
      const facts = await receive(async piece => {
        await file.write(piece);
      }).finally(() => file.close());
      const replaced = this.#database.transaction(() => {
        // Others may have written to the bucket meanwhile, or it may be gone.
        this.checkQuota(bucket, key, facts.size);
        const former = this.find(bucket, key)?.blob;
        this.#database
          .prepare(
            'INSERT OR REPLACE INTO object_storage_objects VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(
            bucket,
            key,
            blob,
            facts.size,
            facts.md5,
            facts.crc32,
            JSON.stringify(headers),
            Date.now(),
          );
        return former;
      })();
      if (replaced) {
        await rm(this.#path(replaced), { force: true });
      }
      return { etag: facts.md5, crc32: facts.crc32 };
    } catch (error) {
      await rm(this.#path(blob), { force: true });
      throw error;
    }
  }

  async remove(bucket: string, key: string): Promise<void> {
    const object = this.find(bucket, key);
    if (object) {
      this.#database
        .prepare(
          'DELETE FROM object_storage_objects WHERE bucket = ? AND key = ?',
        )
        .run(bucket, key);
      await rm(this.#path(object.blob), { force: true });
    }
  }

  /** Removes files that an interrupted write has left. */
  #removeStrays(): void {
    const rows = this.#database
      .prepare('SELECT blob FROM object_storage_objects')
      .all() as Array<{ blob: string }>;
    const known = new Set(rows.map(({ blob }) => blob));
    for (const name of readdirSync(this.#folder)) {
      if (!known.has(name)) {
        rmSync(join(this.#folder, name), { force: true });
      }
    }
  }

  #path(blob: string): string {
    return join(this.#folder, blob);
  }
}
