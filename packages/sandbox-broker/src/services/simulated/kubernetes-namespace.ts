import { shortName } from '../../state/Vault';
import { describeOffering, parameters, property } from '../offering';
import type { ServiceFactory } from '../types';
import { simulate } from './simulate';

const podSecurity = property(
  { en: 'Pod security', de: 'Pod-Sicherheit' },
  {
    en: 'The Pod Security Standard that the namespace enforces.',
    de: 'Der Pod-Sicherheitsstandard, den der Namespace durchsetzt.',
  },
  { type: 'string', enum: ['restricted', 'baseline'], default: 'restricted' },
);

const offering = describeOffering({
  id: '6fae4b5d-3085-4b4f-95b7-9c203e1b8a00',
  name: 'kubernetes-namespace',
  titles: { en: 'Kubernetes namespace', de: 'Kubernetes-Namespace' },
  descriptions: {
    en: 'Namespace with quota and network policy in a shared cluster.',
    de: 'Namespace mit Kontingent und Netzrichtlinie in einem gemeinsamen Cluster.',
  },
  longDescription:
    'A namespace in a shared Kubernetes cluster with resource quota and network policy. Experimental: without agreed service levels.',
  tags: ['kubernetes', 'containers'],
  simulated: true,
  tier: 'paas',
  lifecycle: 'experimental',
  version: '1.35',
  validFrom: '2026-09-01',
  networkZones: ['internal'],
  endpoints: [{ name: 'api', protocol: 'https', port: 6443, zone: 'internal' }],
  stages: ['development', 'test'],
  maximumPollingDuration: 60,
  maintenance: { version: '1.35.0', description: 'Kubernetes 1.35' },
  create: parameters({ podSecurity }),
  update: parameters({ podSecurity }),
  bind: parameters({
    role: property(
      { en: 'Role', de: 'Rolle' },
      {
        en: 'What these credentials may do in the namespace.',
        de: 'Was diese Zugangsdaten im Namespace dürfen.',
      },
      { type: 'string', enum: ['edit', 'view'], default: 'edit' },
    ),
  }),
  plans: [
    {
      id: '6fae4b5d-3085-4b4f-95b7-9c203e1b8a01',
      name: 'small',
      titles: { en: 'Small', de: 'Klein' },
      descriptions: {
        en: '2 cores and 4 GB of memory.',
        de: '2 Kerne und 4 GB Arbeitsspeicher.',
      },
      bullets: ['2 cores', '4 GB of memory'],
      bulletsDe: ['2 Kerne', '4 GB Arbeitsspeicher'],
      eurPerMonth: 35,
    },
    {
      id: '6fae4b5d-3085-4b4f-95b7-9c203e1b8a02',
      name: 'large',
      titles: { en: 'Large', de: 'Groß' },
      descriptions: {
        en: '16 cores and 64 GB of memory.',
        de: '16 Kerne und 64 GB Arbeitsspeicher.',
      },
      bullets: ['16 cores', '64 GB of memory'],
      bulletsDe: ['16 Kerne', '64 GB Arbeitsspeicher'],
      eurPerMonth: 260,
    },
  ],
});

export const createKubernetesNamespace: ServiceFactory = async environment =>
  simulate(environment, {
    offering,
    steps: {
      provision: [
        'Creating the namespace.',
        'Setting quota and network policy.',
      ],
      update: ['Changing the quota.'],
      deprovision: ['Deleting the namespace.'],
    },
    credentials: (instance, secret) => ({
      server: 'https://kubernetes.sandbox.invalid:6443',
      namespace: `ns-${shortName(instance.id)}`,
      token: secret,
    }),
  });
