import type { generalMessages } from '../en/general';

export const generalMessagesDe: Record<keyof typeof generalMessages, string> = {
  'general.title': 'Individualanfragen',
  'general.back': 'Alle Anfragen',
  'general.portal': 'Das Portal selbst',
  'role.requester': 'Wer angefragt hat',
  'role.customer': 'Die Behörde',
  'role.software-provider': 'Der Software-Provider',
  'role.provider': 'Der IT-Service-Provider',
  'role.platform-engineer': 'Das Plattform-Engineering',
  'party.agency': 'Behörde',
  'party.software-provider': 'Software-Provider',
  'party.it-service-provider': 'IT-Service-Provider',
  'phase.preparation': 'Vorbereitung',
  'phase.analysis': 'Analyse',
  'phase.decision': 'Entscheidung',
  'phase.realisation': 'Umsetzung',
  'phase.operation': 'Betrieb',
  'phase.end': 'Beendet',
};
