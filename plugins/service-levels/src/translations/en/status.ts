/** The banner during outages and maintenance. */
export const statusMessages = {
  'status.title': 'Outages and maintenance',
  'status.outage': '{{subject}} is not available since {{from}}',
  'status.degraded': '{{subject}} is degraded since {{from}}',
  'status.maintenance': 'Maintenance of {{subject}} until {{to}}',
  'status.maintenance-announced':
    'Maintenance of {{subject}} from {{from}} to {{to}}',
  'status.open': 'Service level of {{subject}}',
} as const;
