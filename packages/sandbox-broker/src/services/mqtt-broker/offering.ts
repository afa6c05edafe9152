import { describeOffering, parameters, property } from '../offering';

export interface MqttPlan {
  connections: number;
  messagesPerSecond: number;
}

const SMALL = '1d9f7b52-3a8e-4c57-8a5e-7c4b0e9f2b01';
const MEDIUM = '1d9f7b52-3a8e-4c57-8a5e-7c4b0e9f2b02';
const LARGE = '1d9f7b52-3a8e-4c57-8a5e-7c4b0e9f2b03';

export const LIMITS: Record<string, MqttPlan> = {
  [SMALL]: { connections: 5, messagesPerSecond: 50 },
  [MEDIUM]: { connections: 50, messagesPerSecond: 500 },
  [LARGE]: { connections: 500, messagesPerSecond: 5000 },
};

export const mqttOffering = describeOffering({
  id: '1d9f7b52-3a8e-4c57-8a5e-7c4b0e9f2b00',
  name: 'mqtt-broker',
  titles: { en: 'MQTT broker', de: 'MQTT-Broker' },
  descriptions: {
    en: 'Message broker (MQTT 3.1.1) with its own topic space for each service instance.',
    de: 'Nachrichtenvermittler (MQTT 3.1.1) mit eigenem Themenraum für jede Serviceinstanz.',
  },
  longDescription:
    'A real MQTT 3.1.1 broker. Each service instance has a topic space that no other can see, each binding its own user. Sessions and retained messages are kept in memory and end with the broker. The plans differ in the number of connections and messages a second.',
  documentationUrl: 'https://mqtt.org/',
  tags: ['mqtt', 'messaging', 'iot'],
  simulated: false,
  tier: 'paas',
  lifecycle: 'production',
  version: '3.1.1',
  validFrom: '2026-01-01',
  networkZones: ['internal'],
  endpoints: [{ name: 'mqtt', protocol: 'mqtt', port: 1883, zone: 'internal' }],
  maximumPollingDuration: 60,
  maintenance: { version: '1.2.0', description: 'Aedes 1.2' },
  create: parameters({
    topicName: property(
      { en: 'Topic space', de: 'Themenraum' },
      {
        en: 'Begins the name of the topic space; a suffix makes it unique. Lower-case letters, digits and hyphens.',
        de: 'Anfang des Namens des Themenraums; eine Endung macht ihn eindeutig. Kleinbuchstaben, Ziffern und Bindestriche.',
      },
      {
        type: 'string',
        pattern: '^[a-z][a-z0-9-]{0,31}$',
        maxLength: 32,
        default: 'topics',
      },
    ),
  }),
  update: parameters(),
  bind: parameters({
    access: property(
      { en: 'Access', de: 'Zugriff' },
      {
        en: 'Whether these credentials may publish and subscribe, or only one of both.',
        de: 'Ob diese Zugangsdaten veröffentlichen und abonnieren dürfen oder nur eines von beiden.',
      },
      {
        type: 'string',
        enum: ['publish-subscribe', 'publish', 'subscribe'],
        default: 'publish-subscribe',
      },
    ),
  }),
  plans: [
    {
      id: SMALL,
      name: 'small',
      titles: { en: 'Small', de: 'Klein' },
      descriptions: {
        en: '5 connections, 50 messages a second: for development.',
        de: '5 Verbindungen, 50 Nachrichten je Sekunde: für die Entwicklung.',
      },
      bullets: ['5 connections', '50 messages a second'],
      bulletsDe: ['5 Verbindungen', '50 Nachrichten je Sekunde'],
      eurPerMonth: 9,
      stages: ['development', 'test'],
    },
    {
      id: MEDIUM,
      name: 'medium',
      titles: { en: 'Medium', de: 'Mittel' },
      descriptions: {
        en: '50 connections, 500 messages a second: for integration tests.',
        de: '50 Verbindungen, 500 Nachrichten je Sekunde: für Integrationstests.',
      },
      bullets: ['50 connections', '500 messages a second'],
      bulletsDe: ['50 Verbindungen', '500 Nachrichten je Sekunde'],
      eurPerMonth: 39,
    },
    {
      id: LARGE,
      name: 'large',
      titles: { en: 'Large', de: 'Groß' },
      descriptions: {
        en: '500 connections, 5,000 messages a second: for production and load tests.',
        de: '500 Verbindungen, 5.000 Nachrichten je Sekunde: für Produktion und Lasttests.',
      },
      bullets: ['500 connections', '5,000 messages a second'],
      bulletsDe: ['500 Verbindungen', '5.000 Nachrichten je Sekunde'],
      eurPerMonth: 129,
    },
  ],
});
