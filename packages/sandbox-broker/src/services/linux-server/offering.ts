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

/** What a server is on this machine, which decides what may be promised. */
export interface LinuxNature {
  simulated: boolean;
  /** The image is the small one that the broker makes itself. */
  ownImage?: boolean;
  /** Cores and memory of a plan take effect. */
  limited?: boolean;
}

function longDescription({ simulated, ownImage, limited }: LinuxNature) {
  if (simulated) {
    return 'A Debian server with fixed cores and memory. Where podman is usable on the machine of the sandbox it is a real container.';
  }
  return [
    ownImage
      ? "A small Linux system, made of this machine's own tools, as a container."
      : 'A Debian server as a container.',
    limited
      ? 'Cores and memory are limited as the plan says.'
      : "This machine cannot limit this user's containers: cores and memory of the plan have no effect.",
  ].join(' ');
}

export function linuxOffering(nature: LinuxNature) {
  const { simulated, ownImage } = nature;
  return describeOffering({
    id: '70bf5c4e-2196-4a50-86c8-ad314f2c9b00',
    name: 'linux-server',
    titles: { en: 'Linux server', de: 'Linux-Server' },
    descriptions: {
      en: ownImage ? 'Linux server of your own.' : 'Debian server of your own.',
      de: ownImage ? 'Eigener Linux-Server.' : 'Eigener Debian-Server.',
    },
    longDescription: longDescription(nature),
    documentationUrl: 'https://www.debian.org/',
    tags: ['linux', 'server', 'compute'],
    simulated,
    tier: 'iaas',
    lifecycle: 'production',
    version: '12',
    validFrom: '2026-01-01',
    networkZones: ['internal', 'dmz'],
    // A real one has no SSH: podman on the machine of the sandbox is the way in.
    endpoints: simulated
      ? [{ name: 'ssh', protocol: 'ssh', port: 22, zone: 'internal' }]
      : [{ name: 'shell', protocol: 'podman-exec', zone: 'internal' }],
    protectionLevel: 'high',
    maximumPollingDuration: 120,
    maintenance: {
      version: '12.0.0',
      description: ownImage ? 'Small Linux system of the sandbox' : 'Debian 12',
    },
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
