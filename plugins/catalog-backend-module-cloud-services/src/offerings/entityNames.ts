import { createHash } from 'node:crypto';

/** Leaves room for `order-` within the 63 characters of an entity name. */
const MAX_NAME_LENGTH = 57;
const HASH_LENGTH = 8;

/** Lower-case letters, digits and single hyphens; empty if nothing is left. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function withHash(prefix: string, id: string): string {
  const hash = createHash('sha256')
    .update(id)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const room = MAX_NAME_LENGTH - HASH_LENGTH - 1;
  return `${prefix.slice(0, room).replace(/-+$/, '')}-${hash}`;
}

/**
 * Entity names of a broker's services: `<broker>-<service>`, by service id.
 *
 * A name depends on the broker's own catalogue only, never on which brokers are
 * up or on the order of a list. A name that needs no change stays as it is
 * (a broker has each only once); one that becomes another's, or is too long, or
 * of which nothing is left, gets a hash of the service id at its end.
 */
export function entityNames(
  brokerName: string,
  services: ReadonlyArray<{ id: string; name: string }>,
): Map<string, string> {
  const prefix = slug(brokerName) || 'broker';
  const slugs = services.map(service => slug(service.name));
  const counts = new Map<string, number>();
  slugs.forEach(name => counts.set(name, (counts.get(name) ?? 0) + 1));
  return new Map(
    services.map(({ id, name }, index) => {
      const own = slugs[index];
      const full = own ? `${prefix}-${own}` : prefix;
      const isPlain = own === name || counts.get(own) === 1;
      return [
        id,
        own && isPlain && full.length <= MAX_NAME_LENGTH
          ? full
          : withHash(full, id),
      ];
    }),
  );
}
