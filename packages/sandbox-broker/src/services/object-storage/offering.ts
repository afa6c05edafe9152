import { describeOffering, parameters, property } from '../offering';

const MB = 1024 * 1024;

const SMALL = '81c06d5f-1207-4b61-87d9-be425a3d0c01';
const MEDIUM = '81c06d5f-1207-4b61-87d9-be425a3d0c02';
const LARGE = '81c06d5f-1207-4b61-87d9-be425a3d0c03';

/** Bytes that a bucket may hold. */
export const QUOTAS: Record<string, number> = {
  [SMALL]: 10 * MB,
  [MEDIUM]: 250 * MB,
  [LARGE]: 2048 * MB,
};

export const objectStorageOffering = describeOffering({
  id: '81c06d5f-1207-4b61-87d9-be425a3d0c00',
  name: 'object-storage',
  titles: { en: 'Object storage', de: 'Objektspeicher' },
  descriptions: {
    en: 'S3-compatible storage with its own bucket for each service instance.',
    de: 'S3-kompatibler Speicher mit eigenem Bucket für jede Serviceinstanz.',
  },
  longDescription:
    'A real, small S3-compatible object storage: put, get, head, delete and list objects with path-style addresses and Signature Version 4. Each service instance has its own bucket, each binding its own pair of keys. The plans differ in storage.',
  tags: ['s3', 'object-storage', 'storage'],
  simulated: false,
  tier: 'iaas',
  lifecycle: 'production',
  version: '1',
  validFrom: '2026-01-01',
  networkZones: ['internal'],
  endpoints: [{ name: 's3', protocol: 'http', port: 7013, zone: 'internal' }],
  maximumPollingDuration: 60,
  maintenance: { version: '1.0.0', description: 'First edition' },
  create: parameters({
    bucketName: property(
      { en: 'Bucket name', de: 'Name des Buckets' },
      {
        en: 'Begins the name of the bucket; a suffix makes it unique. Lower-case letters, digits and hyphens.',
        de: 'Anfang des Bucket-Namens; eine Endung macht ihn eindeutig. Kleinbuchstaben, Ziffern und Bindestriche.',
      },
      {
        type: 'string',
        pattern: '^[a-z][a-z0-9-]{0,31}$',
        maxLength: 32,
        default: 'bucket',
      },
    ),
  }),
  update: parameters(),
  bind: parameters({
    access: property(
      { en: 'Access', de: 'Zugriff' },
      {
        en: 'Whether these credentials may change objects, or only read.',
        de: 'Ob diese Zugangsdaten Objekte ändern oder nur lesen dürfen.',
      },
      {
        type: 'string',
        enum: ['read-write', 'read-only'],
        default: 'read-write',
      },
    ),
  }),
  plans: [
    {
      id: SMALL,
      name: 'small',
      titles: { en: 'Small', de: 'Klein' },
      descriptions: {
        en: '10 MB of storage: for development.',
        de: '10 MB Speicher: für die Entwicklung.',
      },
      bullets: ['10 MB of storage'],
      bulletsDe: ['10 MB Speicher'],
      eurPerMonth: 2,
      stages: ['development', 'test'],
    },
    {
      id: MEDIUM,
      name: 'medium',
      titles: { en: 'Medium', de: 'Mittel' },
      descriptions: {
        en: '250 MB of storage: for integration tests.',
        de: '250 MB Speicher: für Integrationstests.',
      },
      bullets: ['250 MB of storage'],
      bulletsDe: ['250 MB Speicher'],
      eurPerMonth: 8,
    },
    {
      id: LARGE,
      name: 'large',
      titles: { en: 'Large', de: 'Groß' },
      descriptions: {
        en: '2 GB of storage: for production and load tests.',
        de: '2 GB Speicher: für Produktion und Lasttests.',
      },
      bullets: ['2 GB of storage'],
      bulletsDe: ['2 GB Speicher'],
      eurPerMonth: 29,
    },
  ],
});
