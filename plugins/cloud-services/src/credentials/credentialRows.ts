import type { RevealedCredentials } from '@dualcloud/backstage-plugin-cloud-services-common';

/** One value of revealed credentials. */
export type CredentialRow = { name: string; value: string; isSecret: boolean };

const SECRET = /pass|secret|token|key|uri|url|dsn|connection/i;
const PUBLIC = /public/i;
const FIRST = [
  'uri',
  'url',
  'host',
  'hostname',
  'port',
  'database',
  'username',
];

function flatten(value: unknown, path: string): CredentialRow[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => flatten(item, `${path}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      flatten(inner, path ? `${path}.${name}` : name),
    );
  }
  return [
    {
      name: path,
      value: String(value),
      isSecret: SECRET.test(path) && !PUBLIC.test(path),
    },
  ];
}

/**
 * Whatever a broker handed out as flat rows: the address first, then who, then
 * the rest as the broker has it. Values that open a door start out hidden.
 */
export function toRows(revealed: RevealedCredentials): CredentialRow[] {
  const rank = (row: CredentialRow) => {
    const index = FIRST.indexOf(row.name);
    return index < 0 ? FIRST.length : index;
  };
  const rows = flatten(revealed.credentials, '');
  const named = new Set(rows.map(row => row.value));
  const endpoints = (revealed.endpoints ?? [])
    .map((endpoint, index) => ({
      name: `endpoint[${index}]`,
      value: `${endpoint.host}:${endpoint.ports.join(',')}`,
      isSecret: false,
    }))
    .filter(row => !named.has(row.value));
  return [...rows.sort((a, b) => rank(a) - rank(b)), ...endpoints];
}
