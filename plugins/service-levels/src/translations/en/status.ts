/** The banner during outages and maintenance. */
export const statusMessages = {
  'status.title': 'Outages and maintenance',
  'status.outage': '{{subject}} has been unavailable since {{from}}',
  'status.degraded': '{{subject}} has been degraded since {{from}}',
  'status.maintenance': 'Maintenance of {{subject}} until {{to}}',
  'status.maintenance-announced':
    'Maintenance of {{subject}} from {{from}} to {{to}}',
  'status.neededBy': 'Needed by {{dependant}}',
  'status.open': 'Service level of {{subject}}',
} as const;
