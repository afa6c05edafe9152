/**
 * A sentence for each word of the journal (`JOURNAL_EVENTS`), built on the
 * parameters that every entry about it has. Quotations follow the sentence.
 */
export const journalMessages = {
  'journal.title': 'Journal',
  'journal.error': 'Error',
  'journal.warning': 'Warning',
  'journal.end': 'That is all so far.',
  'journal.empty.title': 'Nothing has happened yet',
  'journal.empty.description':
    'Every step of an order is noted here as it happens.',
  'journal.brokerSays': 'The broker says:',
  'journal.purpose': 'Purpose:',
  'journal.orderUntil': '{{order}} until {{until}}',
  'journal.order-accepted': 'Order accepted: {{orderType}}.',
  'journal.order-retried': 'The order for “{{name}}” is tried again.',
  'journal.order-succeeded': 'The order for “{{name}}” is carried out.',
  'journal.order-failed': 'The order for “{{name}}” failed.',
  'journal.provision-sent': 'Asked broker “{{brokerName}}” to set it up.',
  'journal.update-sent': 'Asked broker “{{brokerName}}” for the change.',
  'journal.deprovision-sent': 'Asked broker “{{brokerName}}” for the teardown.',
  'journal.bind-sent': 'Asked broker “{{brokerName}}” for credentials.',
  'journal.unbind-sent':
    'Asked broker “{{brokerName}}” to revoke the credentials.',
  'journal.provision-accepted':
    'Broker “{{brokerName}}” has accepted it and is setting it up.',
  'journal.update-accepted':
    'Broker “{{brokerName}}” has accepted the change and works on it.',
  'journal.deprovision-accepted':
    'Broker “{{brokerName}}” has accepted the teardown and works on it.',
  'journal.bind-accepted':
    'Broker “{{brokerName}}” has accepted it and is making the credentials.',
  'journal.unbind-accepted':
    'Broker “{{brokerName}}” has accepted it and is revoking the credentials.',
  'journal.provision-failed':
    'The service instance could not be set up: {{reason}}.',
  'journal.update-failed':
    'The service instance could not be changed: {{reason}}.',
  'journal.deprovision-failed':
    'The service instance could not be torn down: {{reason}}.',
  'journal.bind-failed': 'The credentials could not be made: {{reason}}.',
  'journal.unbind-failed': 'The credentials could not be revoked: {{reason}}.',
  'journal.call-repeated':
    'Attempt {{attempt}} did not succeed: {{reason}}. After {{seconds}} it is tried again.',
  'journal.operation-polled': 'Broker “{{brokerName}}” says:',
  'journal.poll-unclear': 'How it stands cannot be told: {{reason}}.',
  'journal.instance-ready': 'The service instance is ready.',
  'journal.instance-updated': 'The service instance is changed.',
  'journal.instance-terminated': 'The service instance is torn down.',
  'journal.credentials-created': 'Credentials are ready to be shown.',
  'journal.credentials-revoked': 'Credentials are revoked.',
  'journal.orphan-mitigation-started':
    'It did not end well: {{reason}}. What broker “{{brokerName}}” may have made is removed.',
  'journal.orphan-mitigated': 'Nothing is left at broker “{{brokerName}}”.',
  'journal.orphan-mitigation-failed':
    'Something may be left at broker “{{brokerName}}”, because its removal failed too: {{reason}}. Tear it down, or ask the provider to look at the broker.',
  'journal.late-write-refused':
    'An answer came too late and was refused: another process had gone on with this step.',
  'journal.sweep-succeeded':
    'What a late call might have made anew at broker “{{brokerName}}” has been removed.',
  'journal.sweep-failed':
    'A late call may have left something at broker “{{brokerName}}”: {{reason}}.',
  'journal.credentials-requested': 'Credentials were asked for.',
  'journal.credentials-rotated':
    'New credentials were asked for in place of the old ones.',
  'journal.credentials-revealed':
    'Credentials were shown; they cannot be shown again.',
  'journal.credentials-revocation-requested': 'Credentials are to be revoked.',
  'journal.expiry-warned': 'It ends on {{until}}; the owner was told.',
  'journal.expiry-near': 'It ends on {{until}}.',
  'reason.refused': 'the broker refused it',
  'reason.not-sent': 'the broker could not be reached',
  'reason.busy': 'the broker is busy',
  'reason.unknown': 'the broker did not say clearly what came of it',
  'reason.timeout': 'the broker did not answer in time',
  'reason.gone': 'the broker does not know it any more',
  'reason.broker-failed': 'the broker reports that it failed',
  'reason.polling-timeout':
    'the broker did not finish in the time that it has for it',
  'reason.unknown-broker': 'the broker is not configured',
  'reason.driver-fault': 'the connection to the broker has a fault of its own',
  'reason.unspecified': 'no reason was given',
} as const;
