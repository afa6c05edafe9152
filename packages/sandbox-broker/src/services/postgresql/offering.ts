import { describeOffering, parameters, property } from '../offering';

const MB = 1024 * 1024;

/** What a plan grants. */
export interface PostgresqlPlan {
  connections: number;
  storageBytes: number;
}

const SMALL = '6f0d3c1e-5f43-4c0e-9f0a-2d8f6b1c7a01';
const MEDIUM = '6f0d3c1e-5f43-4c0e-9f0a-2d8f6b1c7a02';
const LARGE = '6f0d3c1e-5f43-4c0e-9f0a-2d8f6b1c7a03';

export const LIMITS: Record<string, PostgresqlPlan> = {
  [SMALL]: { connections: 5, storageBytes: 64 * MB },
  [MEDIUM]: { connections: 20, storageBytes: 512 * MB },
  [LARGE]: { connections: 50, storageBytes: 2048 * MB },
};

/** Extensions that a database's owner may create without being an administrator. */
const EXTENSIONS = [
  'btree_gin',
  'btree_gist',
  'citext',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'ltree',
  'pg_trgm',
  'pgcrypto',
  'tablefunc',
  'unaccent',
  'uuid-ossp',
];

const extensions = property(
  { en: 'Extensions', de: 'Erweiterungen' },
  {
    en: 'Extensions to create in the database. An extension that is left out later is not removed.',
    de: 'Erweiterungen, die in der Datenbank angelegt werden. Eine später weggelassene Erweiterung wird nicht entfernt.',
  },
  {
    type: 'array',
    uniqueItems: true,
    items: { type: 'string', enum: EXTENSIONS },
  },
);

export const postgresqlOffering = describeOffering({
  id: '6f0d3c1e-5f43-4c0e-9f0a-2d8f6b1c7a00',
  name: 'postgresql',
  titles: { en: 'PostgreSQL', de: 'PostgreSQL' },
  descriptions: {
    en: 'Relational database with its own database and roles for each service instance.',
    de: 'Relationale Datenbank mit eigener Datenbank und eigenen Rollen für jede Serviceinstanz.',
  },
  longDescription:
    'A real PostgreSQL 18 database on a shared server. Each service instance has its own database and owner role, each binding its own login role. The plans differ in the number of connections and in storage.',
  documentationUrl: 'https://www.postgresql.org/docs/18/',
  tags: ['postgresql', 'database', 'relational', 'sql'],
  simulated: false,
  tier: 'paas',
  lifecycle: 'production',
  version: '18',
  validFrom: '2026-01-01',
  networkZones: ['internal'],
  endpoints: [
    { name: 'sql', protocol: 'postgresql', port: 5432, zone: 'internal' },
  ],
  protectionLevel: 'high',
  maximumPollingDuration: 120,
  maintenance: {
    version: '18.4.0',
    description: 'PostgreSQL 18.4',
  },
  create: parameters({
    databaseName: property(
      { en: 'Database name', de: 'Name der Datenbank' },
      {
        en: 'Begins the name of the database; a suffix makes it unique. Lower-case letters, digits and underscores.',
        de: 'Anfang des Datenbanknamens; eine Endung macht ihn eindeutig. Kleinbuchstaben, Ziffern und Unterstriche.',
      },
      {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,31}$',
        maxLength: 32,
        default: 'app',
      },
    ),
    encoding: property(
      { en: 'Encoding', de: 'Zeichenkodierung' },
      {
        en: 'How texts are stored.',
        de: 'Wie Texte gespeichert werden.',
      },
      { type: 'string', enum: ['UTF8'], default: 'UTF8' },
    ),
    locale: property(
      { en: 'Locale', de: 'Sortierung' },
      {
        en: 'The language whose rules texts are sorted by; C.UTF-8 sorts by code point.',
        de: 'Die Sprache, nach deren Regeln Texte sortiert werden; C.UTF-8 sortiert nach Codepunkten.',
      },
      {
        type: 'string',
        enum: ['C.UTF-8', 'de-DE', 'en-US'],
        default: 'C.UTF-8',
      },
    ),
    extensions,
  }),
  update: parameters({ extensions }),
  bind: parameters({
    access: property(
      { en: 'Access', de: 'Zugriff' },
      {
        en: 'Whether these credentials may change data and tables, or only read.',
        de: 'Ob diese Zugangsdaten Daten und Tabellen ändern oder nur lesen dürfen.',
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
        en: '5 connections, 64 MB of storage: for development and short tests.',
        de: '5 Verbindungen, 64 MB Speicher: für Entwicklung und kurze Tests.',
      },
      bullets: ['5 connections', '64 MB of storage'],
      bulletsDe: ['5 Verbindungen', '64 MB Speicher'],
      eurPerMonth: 19,
      stages: ['development', 'test'],
      protectionLevel: 'normal',
    },
    {
      id: MEDIUM,
      name: 'medium',
      titles: { en: 'Medium', de: 'Mittel' },
      descriptions: {
        en: '20 connections, 512 MB of storage: for integration tests and small applications.',
        de: '20 Verbindungen, 512 MB Speicher: für Integrationstests und kleine Anwendungen.',
      },
      bullets: ['20 connections', '512 MB of storage'],
      bulletsDe: ['20 Verbindungen', '512 MB Speicher'],
      eurPerMonth: 59,
    },
    {
      id: LARGE,
      name: 'large',
      titles: { en: 'Large', de: 'Groß' },
      descriptions: {
        en: '50 connections, 2 GB of storage: for production and load tests.',
        de: '50 Verbindungen, 2 GB Speicher: für Produktion und Lasttests.',
      },
      bullets: ['50 connections', '2 GB of storage'],
      bulletsDe: ['50 Verbindungen', '2 GB Speicher'],
      eurPerMonth: 189,
    },
  ],
});
