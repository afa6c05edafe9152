/** How levels are measured. */
export const measurementMessages = {
  'measurement.title': 'How it is measured',
  'measurement.what': 'Measurement',
  'measurement.how': 'By',
  'measurement.interval': 'Every',
  'measurement.last': 'Last result',
  'measurement.up': 'Available',
  'measurement.down': 'Not available',
  'measurement.nothingYet': 'Nothing measured yet',
  'measurement.milliseconds': '{{number}} ms',
  'measurement.empty':
    'Nothing is measured automatically. The figures come from incidents, reports by hand, and what a monitoring system hands in. The agreement can say what is measured, under “measurement”.',
  'measurement.error': 'How it is measured could not be read',
  'measurement.gaps.up':
    'Time about which nothing was measured counts as available.',
  'measurement.gaps.down':
    'Time about which nothing was measured counts as not available.',
  'measurement.gaps.excluded':
    'Time about which nothing was measured is left out of the figures.',
  'measurement.type.http': 'Asking for a page (HTTP)',
  'measurement.type.tcp': 'Opening a connection (TCP)',
  'measurement.type.postgresql':
    'Logging in to the database, with credentials of its own',
  'measurement.type.instance': 'Reaching the service instance',
  'measurement.type.source': 'Asking a monitoring system',
  'measurement.state.simulated': 'Simulated',
  'measurement.state.not-allowed': 'Not measured',
  'measurement.state.no-instance': 'Not measured',
  'measurement.state.no-source': 'Not asked by the portal',
  'measurement.state.clash': 'Not measured',
  'measurement.why.simulated':
    'This service instance is only simulated, so there is nothing to measure.',
  'measurement.why.not-allowed':
    'The portal may not reach this host. Its operators allow it under serviceLevels.probes.allow.',
  'measurement.why.no-instance':
    'There is no service instance of this name now.',
  'measurement.why.no-source':
    'This monitoring system is not connected. Figures that it hands in count all the same.',
  'measurement.why.clash':
    'Another agreement measures something else under this name.',
  'measurement.reason.timeout': 'No answer in time',
  'measurement.reason.connection': 'No connection',
  'measurement.reason.name': 'The host name is not known',
  'measurement.reason.certificate': 'The certificate is not valid',
  'measurement.reason.status': 'An answer that does not mean available',
  'measurement.reason.login': 'The login was refused',
  'measurement.reason.failed': 'Another failure',
  'measurement.problem.credentials':
    'The last attempt had no credentials, so nothing was measured',
  'measurement.problem.credentials-being-made': 'Credentials are being made',
  'measurement.problem.source':
    'The monitoring system gave no answer last time',
} as const;
