import type { ObjectStore } from './ObjectStore';
import { S3Error } from './S3Error';
import { document } from './xml';

const MOST_KEYS = 1000;

function readToken(token: string | null): string {
  return token ? Buffer.from(token, 'base64url').toString('utf8') : '';
}

type Listed = ReturnType<ObjectStore['list']>[number];

/** Reads keys in order until there are enough; keys with the delimiter in them count once for each folder. */
function scan(
  store: ObjectStore,
  bucket: string,
  options: { prefix: string; delimiter: string; after: string; limit: number },
): { contents: Listed[]; prefixes: Set<string>; truncated: boolean } {
  const { prefix, delimiter, limit } = options;
  const contents: Listed[] = [];
  const prefixes = new Set<string>();
  let { after } = options;
  for (;;) {
    const page = limit
      ? store.list(bucket, { prefix, after, limit: MOST_KEYS })
      : [];
    for (const object of page) {
      const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
      const folder =
        cut >= 0 ? object.key.slice(0, cut + delimiter.length) : undefined;
      if (folder && prefixes.has(folder)) {
        continue;
      }
      if (contents.length + prefixes.size >= limit) {
        return { contents, prefixes, truncated: true };
      }
      if (folder) {
        prefixes.add(folder);
      } else {
        contents.push(object);
      }
    }
    if (page.length < MOST_KEYS) {
      return { contents, prefixes, truncated: false };
    }
    after = page[page.length - 1].key;
  }
}

/** `ListObjectsV2`. */
export function listObjects(
  store: ObjectStore,
  bucket: string,
  query: URLSearchParams,
): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Number(query.get('max-keys') ?? MOST_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw new S3Error(400, 'InvalidArgument', 'max-keys must be a number.');
  }
  const limit = Math.min(maxKeys, MOST_KEYS);
  const encode =
    query.get('encoding-type') === 'url'
      ? (text: string) => encodeURIComponent(text)
      : (text: string) => text;

  const { contents, prefixes, truncated } = scan(store, bucket, {
    prefix,
    delimiter,
    after:
      readToken(query.get('continuation-token')) ||
      (query.get('start-after') ?? ''),
    limit,
  });
  const last = [
    ...contents.slice(-1).map(({ key }) => key),
    // Beyond every key in the folder: the highest code point cannot begin one.
    ...[...prefixes].slice(-1).map(folder => `${folder}\u{10ffff}`),
  ].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

  return document('ListBucketResult', {
    Name: bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: query.get('encoding-type') ?? undefined,
    KeyCount: contents.length + prefixes.size,
    MaxKeys: limit,
    IsTruncated: truncated,
    ContinuationToken: query.get('continuation-token') ?? undefined,
    NextContinuationToken: truncated
      ? Buffer.from(last[last.length - 1]).toString('base64url')
      : undefined,
    StartAfter: query.has('start-after')
      ? encode(query.get('start-after') ?? '')
      : undefined,
    Contents: contents.map(({ key, size, etag, modifiedAt }) => ({
      Key: encode(key),
      LastModified: new Date(modifiedAt).toISOString(),
      ETag: `"${etag}"`,
      Size: size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: [...prefixes].map(folder => ({ Prefix: encode(folder) })),
  });
}
