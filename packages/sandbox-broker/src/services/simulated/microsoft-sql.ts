import { shortName } from '../../state/Vault';
import { describeOffering, parameters, property } from '../offering';
import type { InstanceRecord, ServiceFactory } from '../types';
import { simulate } from './simulate';

function createOffering(edition: {
  id: string;
  name: string;
  version: string;
  lifecycle: 'production' | 'deprecated';
  successor?: string;
  validFrom: string;
  validUntil?: string;
}) {
  const { version } = edition;
  return describeOffering({
    ...edition,
    id: `${edition.id}00`,
    titles: {
      en: `Microsoft SQL Server ${version}`,
      de: `Microsoft SQL Server ${version}`,
    },
    descriptions: {
      en: `Relational database Microsoft SQL Server ${version}.`,
      de: `Relationale Datenbank Microsoft SQL Server ${version}.`,
    },
    longDescription: `A database on Microsoft SQL Server ${version}, patched and backed up by the provider.`,
    tags: ['microsoft-sql', 'database', 'relational', 'sql'],
    simulated: true,
    tier: 'paas',
    networkZones: ['internal'],
    endpoints: [{ name: 'sql', protocol: 'tds', port: 1433, zone: 'internal' }],
    protectionLevel: 'high',
    maximumPollingDuration: 60,
    maintenance: {
      version: `${version}.0.1`,
      description: `Microsoft SQL Server ${version}`,
    },
    create: parameters({
      databaseName: property(
        { en: 'Database name', de: 'Name der Datenbank' },
        {
          en: 'Letters, digits and underscores.',
          de: 'Buchstaben, Ziffern und Unterstriche.',
        },
        {
          type: 'string',
          pattern: '^[A-Za-z][A-Za-z0-9_]{0,31}$',
          maxLength: 32,
          default: 'app',
        },
      ),
      collation: property(
        { en: 'Collation', de: 'Sortierung' },
        {
          en: 'The rules by which texts are sorted.',
          de: 'Die Regeln, nach denen Texte sortiert werden.',
        },
        {
          type: 'string',
          enum: ['Latin1_General_100_CI_AS_SC_UTF8', 'German_PhoneBook_CI_AS'],
          default: 'Latin1_General_100_CI_AS_SC_UTF8',
        },
      ),
    }),
    update: parameters(),
    bind: parameters(),
    plans: [
      {
        id: `${edition.id}01`,
        name: 'standard',
        titles: { en: 'Standard', de: 'Standard' },
        descriptions: {
          en: '2 cores, 8 GB of memory, 100 GB of storage.',
          de: '2 Kerne, 8 GB Arbeitsspeicher, 100 GB Speicher.',
        },
        bullets: ['2 cores', '8 GB of memory', '100 GB of storage'],
        bulletsDe: ['2 Kerne', '8 GB Arbeitsspeicher', '100 GB Speicher'],
        eurPerMonth: 310,
      },
      {
        id: `${edition.id}02`,
        name: 'enterprise',
        titles: { en: 'Enterprise', de: 'Enterprise' },
        descriptions: {
          en: '8 cores, 64 GB of memory, 1 TB of storage, two nodes.',
          de: '8 Kerne, 64 GB Arbeitsspeicher, 1 TB Speicher, zwei Knoten.',
        },
        bullets: ['8 cores', '64 GB of memory', '1 TB of storage', '2 nodes'],
        bulletsDe: [
          '8 Kerne',
          '64 GB Arbeitsspeicher',
          '1 TB Speicher',
          '2 Knoten',
        ],
        eurPerMonth: 1450,
        stages: ['test', 'production'],
      },
    ],
  });
}

const current = createOffering({
  id: '4d8c2f7b-5e63-4d2d-93f5-7a0e1c9f6e',
  name: 'microsoft-sql',
  version: '2022',
  lifecycle: 'production',
  validFrom: '2026-01-01',
});

const deprecated = createOffering({
  id: '5e9d3a6c-4f74-4c3e-84a6-8b1f2d0a7f',
  name: 'microsoft-sql-2019',
  version: '2019',
  lifecycle: 'deprecated',
  successor: 'microsoft-sql',
  validFrom: '2024-01-01',
  validUntil: '2027-06-30',
});

function factory(offering: typeof current): ServiceFactory {
  const database = (instance: InstanceRecord) =>
    (instance.parameters.databaseName as string) ?? 'app';
  return async environment =>
    simulate(environment, {
      offering,
      steps: {
        provision: [
          'Reserving storage.',
          'Creating the database.',
          'Setting up the backup.',
        ],
        update: ['Moving the database to other resources.'],
        deprovision: ['Writing a last backup.', 'Dropping the database.'],
      },
      credentials: (instance, secret) => ({
        host: `mssql-${shortName(instance.id)}.sandbox.invalid`,
        port: 1433,
        database: database(instance),
        password: secret,
      }),
      facts: instance => ({ database: database(instance) }),
    });
}

export const createMicrosoftSql = factory(current);
export const createMicrosoftSql2019 = factory(deprecated);
