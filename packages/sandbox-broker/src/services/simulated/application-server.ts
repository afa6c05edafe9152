import { shortName } from '../../state/Vault';
import { describeOffering, parameters, property } from '../offering';
import type { ServiceFactory } from '../types';
import { simulate } from './simulate';

const javaVersion = property(
  { en: 'Java version', de: 'Java-Version' },
  {
    en: 'The Java release that applications run on.',
    de: 'Die Java-Version, auf der Anwendungen laufen.',
  },
  { type: 'string', enum: ['17', '21', '25'], default: '21' },
);

const offering = describeOffering({
  id: '3c7b1e8a-6d52-4e1c-a2e4-6f9d0b8e5d00',
  name: 'application-server',
  titles: { en: 'Application server', de: 'Anwendungsserver' },
  descriptions: {
    en: 'Jakarta EE application server, patched and monitored by the provider.',
    de: 'Jakarta-EE-Anwendungsserver, vom Provider gepflegt und überwacht.',
  },
  longDescription:
    'A Jakarta EE application server that applications are deployed to.',
  tags: ['application-server', 'java', 'jakarta-ee'],
  simulated: true,
  tier: 'paas',
  lifecycle: 'production',
  version: '11',
  validFrom: '2026-01-01',
  networkZones: ['internal', 'dmz'],
  endpoints: [
    { name: 'https', protocol: 'https', port: 443, zone: 'internal' },
  ],
  protectionLevel: 'high',
  maximumPollingDuration: 60,
  maintenance: { version: '11.0.1', description: 'Jakarta EE 11' },
  create: parameters({ javaVersion }),
  update: parameters({ javaVersion }),
  bind: parameters(),
  plans: [
    {
      id: '3c7b1e8a-6d52-4e1c-a2e4-6f9d0b8e5d01',
      name: 'single',
      titles: { en: 'Single', de: 'Einzeln' },
      descriptions: {
        en: 'One node, 2 GB of memory.',
        de: 'Ein Knoten, 2 GB Arbeitsspeicher.',
      },
      bullets: ['1 node', '2 GB of memory'],
      bulletsDe: ['1 Knoten', '2 GB Arbeitsspeicher'],
      eurPerMonth: 45,
      stages: ['development', 'test'],
      protectionLevel: 'normal',
    },
    {
      id: '3c7b1e8a-6d52-4e1c-a2e4-6f9d0b8e5d02',
      name: 'cluster',
      titles: { en: 'Cluster', de: 'Verbund' },
      descriptions: {
        en: 'Three nodes behind a load balancer, 8 GB of memory each.',
        de: 'Drei Knoten hinter einem Lastverteiler mit je 8 GB Arbeitsspeicher.',
      },
      bullets: ['3 nodes', '8 GB of memory each', 'Load balancer'],
      bulletsDe: ['3 Knoten', 'Je 8 GB Arbeitsspeicher', 'Lastverteiler'],
      eurPerMonth: 240,
    },
  ],
});

export const createApplicationServer: ServiceFactory = async environment =>
  simulate(environment, {
    offering,
    steps: {
      provision: [
        'Reserving nodes.',
        'Installing the application server.',
        'Checking its health.',
      ],
      update: ['Changing nodes one by one.', 'Checking their health.'],
      deprovision: ['Draining the nodes.', 'Removing the nodes.'],
    },
    // The top-level domain "invalid" never resolves (RFC 2606).
    credentials: (instance, secret) => ({
      url: `https://as-${shortName(instance.id)}.sandbox.invalid`,
      password: secret,
    }),
  });
