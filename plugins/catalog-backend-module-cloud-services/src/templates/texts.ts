import type { LocalizedText } from '@dualcloud/backstage-plugin-cloud-services-common';

/** Language of what the scaffolder's own pages show of a template; form fields follow the reader's. */
export type TemplateLanguage = 'en' | 'de';

export const texts = {
  configurationPage: { en: 'Configuration', de: 'Konfiguration' },
  orderPage: { en: 'Use', de: 'Verwendung' },
  configuration: { en: 'Configuration', de: 'Konfiguration' },
  components: { en: 'Components', de: 'Bestandteile' },
  name: { en: 'Name', de: 'Name' },
  nameHelp: {
    en: 'How you and your colleagues will recognise it.',
    de: 'Woran Sie und Ihre Kolleginnen und Kollegen es wiedererkennen.',
  },
  description: { en: 'Purpose', de: 'Zweck' },
  descriptionHelp: {
    en: 'What it is for, in a sentence.',
    de: 'Wofür es gebraucht wird, in einem Satz.',
  },
  stage: { en: 'Stage', de: 'Stufe' },
  development: { en: 'Development', de: 'Entwicklung' },
  test: { en: 'Test', de: 'Test' },
  production: { en: 'Production', de: 'Produktion' },
  system: { en: 'System', de: 'System' },
  owner: { en: 'Owner', de: 'Verantwortliche Gruppe' },
  expiresAt: { en: 'End date', de: 'Enddatum' },
  quote: { en: 'Expected costs', de: 'Voraussichtliche Kosten' },
  order: { en: 'Order', de: 'Bestellen' },
  review: { en: 'Review', de: 'Prüfen' },
  openEnvironment: { en: 'Open the environment', de: 'Zur Umgebung' },
  openInstance: { en: 'Open the service instance', de: 'Zur Serviceinstanz' },
} satisfies Record<string, LocalizedText>;

/** One of our own texts in a language. */
export function ownText(
  key: keyof typeof texts,
  language: TemplateLanguage,
): string {
  return texts[key][language];
}

/** The text in a language, English if there is none. */
export function inLanguage(
  text: LocalizedText | undefined,
  language: TemplateLanguage,
): string | undefined {
  return text?.[language] ?? text?.en;
}
