import { describeOffering, parameters, property } from '../offering';

export interface LinuxPlan {
  cores: number;
  memoryMb: number;
}

const SMALL = '70bf5c4e-2196-4a50-86c8-ad314f2c9b01';
const MEDIUM = '70bf5c4e-2196-4a50-86c8-ad314f2c9b02';

export const LIMITS: Record<string, LinuxPlan> = {
  [SMALL]: { cores: 1, memoryMb: 512 },
  [MEDIUM]: { cores: 2, memoryMb: 2048 },
};

export function linuxOffering(simulated: boolean) {
  return describeOffering({
    id: '70bf5c4e-2196-4a50-86c8-ad314f2c9b00',
    name: 'linux-server',
    titles: { en: 'Linux server', de: 'Linux-Server' },
    descriptions: {
      en: 'Debian server of your own.',
      de: 'Eigener Debian-Server.',
    },
    longDescription:
      'A Debian server with fixed cores and memory. Where podman is present on the machine of the sandbox it is a real container.',
    documentationUrl: 'https://www.debian.org/',
    tags: ['linux', 'server', 'compute'],
    simulated,
    tier: 'iaas',
    lifecycle: 'production',
    version: '12',
    validFrom: '2026-01-01',
    networkZones: ['internal', 'dmz'],
    endpoints: [{ name: 'ssh', protocol: 'ssh', port: 22, zone: 'internal' }],
    protectionLevel: 'high',
    maximumPollingDuration: 120,
    maintenance: { version: '12.0.0', description: 'Debian 12' },
    create: parameters({
      hostname: property(
        { en: 'Host name', de: 'Rechnername' },
        {
          en: 'Lower-case letters, digits and hyphens.',
          de: 'Kleinbuchstaben, Ziffern und Bindestriche.',
        },
        {
          type: 'string',
          pattern: '^[a-z][a-z0-9-]{0,30}$',
          maxLength: 31,
          default: 'server',
        },
      ),
    }),
    update: parameters(),
    bind: parameters(),
    plans: [
      {
        id: SMALL,
        name: 'small',
        titles: { en: 'Small', de: 'Klein' },
        descriptions: {
          en: '1 core, 512 MB of memory.',
          de: '1 Kern, 512 MB Arbeitsspeicher.',
        },
        bullets: ['1 core', '512 MB of memory'],
        bulletsDe: ['1 Kern', '512 MB Arbeitsspeicher'],
        eurPerMonth: 15,
      },
      {
        id: MEDIUM,
        name: 'medium',
        titles: { en: 'Medium', de: 'Mittel' },
        descriptions: {
          en: '2 cores, 2 GB of memory.',
          de: '2 Kerne, 2 GB Arbeitsspeicher.',
        },
        bullets: ['2 cores', '2 GB of memory'],
        bulletsDe: ['2 Kerne', '2 GB Arbeitsspeicher'],
        eurPerMonth: 49,
      },
    ],
  });
}
