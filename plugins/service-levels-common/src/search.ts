/** The type under which service levels are in Backstage's search. @public */
export const SERVICE_LEVEL_DOCUMENT_TYPE = 'service-levels';

/**
 * A service level as search has it. `title` and `text` are what is searched, in
 * both languages; the rest is for whoever shows it.
 * @public
 */
export type ServiceLevelDocument = {
  title: string;
  text: string;
  /** Path of the level's page. */
  location: string;
  /** `commitment:<id>`, about which `levelReadPermission` is asked. */
  authorization: { resourceRef: string };
  kind: 'general' | 'special' | 'environments';
  /** Of the agreement. */
  titles: { en: string; de?: string };
  subjectRef: string;
  environmentName?: string;
  customerRef?: string;
};
