import type { statusMessages } from '../en/status';

export const statusMessagesDe: Record<keyof typeof statusMessages, string> = {
  'status.title': 'Ausfälle und Wartung',
  'status.outage': '{{subject}} ist seit {{from}} nicht verfügbar',
  'status.degraded': '{{subject}} ist seit {{from}} eingeschränkt',
  'status.maintenance': 'Wartung von {{subject}} bis {{to}}',
  'status.maintenance-announced':
    'Wartung von {{subject}} von {{from}} bis {{to}}',
  'status.neededBy': 'Gebraucht von {{dependant}}',
  'status.open': 'Service-Level von {{subject}}',
};
