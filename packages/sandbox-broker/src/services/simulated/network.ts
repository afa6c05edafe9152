import { shortName } from '../../state/Vault';
import { describeOffering, parameters, property } from '../offering';
import type { ServiceFactory } from '../types';
import { simulate } from './simulate';

const zone = property(
  { en: 'Network zone', de: 'Netzzone' },
  {
    en: 'The zone of the data centre that the network belongs to.',
    de: 'Die Zone des Rechenzentrums, zu der das Netz gehört.',
  },
  { type: 'string', enum: ['internal', 'dmz'], default: 'internal' },
);

const offering = describeOffering({
  id: '2b6a0f9d-7c41-4f0b-b1d3-5e8c9a7d4c00',
  name: 'network',
  titles: { en: 'Network', de: 'Netz' },
  descriptions: {
    en: 'Isolated network segment with address range and firewall.',
    de: 'Abgeschottetes Netzsegment mit Adressbereich und Firewall.',
  },
  longDescription:
    'An isolated network segment for the machines and platforms of one environment.',
  tags: ['network', 'infrastructure'],
  simulated: true,
  tier: 'iaas',
  lifecycle: 'production',
  version: '1',
  validFrom: '2026-01-01',
  networkZones: ['internal', 'dmz'],
  endpoints: [],
  protectionLevel: 'high',
  maximumPollingDuration: 60,
  maintenance: { version: '1.0.0', description: 'First edition' },
  create: parameters({
    zone,
    addresses: property(
      { en: 'Number of addresses', de: 'Anzahl der Adressen' },
      {
        en: 'How many addresses the segment shall have.',
        de: 'Wie viele Adressen das Segment haben soll.',
      },
      { type: 'integer', enum: [16, 64, 256], default: 64 },
    ),
  }),
  update: parameters(),
  bind: parameters(),
  plans: [
    {
      id: '2b6a0f9d-7c41-4f0b-b1d3-5e8c9a7d4c01',
      name: 'standard',
      titles: { en: 'Standard', de: 'Standard' },
      descriptions: {
        en: 'One segment with a shared firewall.',
        de: 'Ein Segment mit gemeinsamer Firewall.',
      },
      bullets: ['Shared firewall', '1 Gbit/s'],
      bulletsDe: ['Gemeinsame Firewall', '1 Gbit/s'],
      eurPerMonth: 12,
    },
    {
      id: '2b6a0f9d-7c41-4f0b-b1d3-5e8c9a7d4c02',
      name: 'isolated',
      titles: { en: 'Isolated', de: 'Abgeschottet' },
      descriptions: {
        en: 'One segment with a firewall of its own, for high protection.',
        de: 'Ein Segment mit eigener Firewall, für hohen Schutzbedarf.',
      },
      bullets: ['Own firewall', '10 Gbit/s'],
      bulletsDe: ['Eigene Firewall', '10 Gbit/s'],
      eurPerMonth: 95,
      protectionLevel: 'high',
    },
  ],
});

export const createNetwork: ServiceFactory = async environment =>
  simulate(environment, {
    offering,
    steps: {
      provision: [
        'Reserving the address range.',
        'Creating the segment.',
        'Setting firewall rules.',
      ],
      update: ['Changing firewall rules.'],
      deprovision: ['Removing the segment.', 'Returning the address range.'],
    },
    // 192.0.2.0/24 is reserved for documentation: it leads nowhere.
    credentials: (instance, secret) => ({
      segment: `simulated-${shortName(instance.id)}`,
      cidr: '192.0.2.0/24',
      gateway: '192.0.2.1',
      password: secret,
    }),
  });
