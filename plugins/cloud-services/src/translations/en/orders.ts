export const ordersMessages = {
  'order.active': 'Order',
  'order.open': 'Open the order',
  'order.target': 'What was ordered',
  'order.for': 'For',
  'order.requestedBy': 'Ordered by',
  'order.requestedAt': 'Ordered at',
  'order.steps': 'Steps',
  'order.progress': '{{done}} of {{total}} steps done',
  'order.progressLabel': 'Progress of the order',
  'order.elapsed': 'Time taken: {{time}}',
  'order.succeeded': 'The order is done',
  'order.readyIn': 'Ready after {{time}}',
  'orderType.create-environment': 'Set up the environment {{name}}',
  'orderType.create-instance': 'Set up {{name}}',
  'orderType.update-environment': 'Change the environment {{name}}',
  'orderType.update-instance': 'Change {{name}}',
  'orderType.extend-environment': 'Extend the environment {{name}}',
  'orderType.extend-instance': 'Extend {{name}}',
  'orderType.terminate-environment': 'Tear down the environment {{name}}',
  'orderType.terminate-instance': 'Tear down {{name}}',
  'step.provision': 'Set up {{component}}',
  'step.update': 'Change {{component}}',
  'step.deprovision': 'Tear down {{component}}',
  'step.after': 'after {{components}}',
  'step.attempts': '{{attempts}} attempts',
  'step.repeating': 'It is tried again: {{reason}}.',
  'step.brokerSays': 'The broker says:',
  'failure.title': 'The order failed',
  'failure.ofComponent': 'The order failed at {{component}}',
  'failure.brokerSays': 'The broker {{broker}} says:',
  'failure.cleanedUp':
    'What was half made has been removed at the broker; nothing is left behind.',
  'failure.leftOver':
    'What was half made may still be there. Tear down to have it removed.',
  'failure.retry': 'Try the failed steps again',
  'failure.what.provision':
    'The service instance could not be set up: {{reason}}.',
  'failure.what.update':
    'The service instance could not be changed: {{reason}}.',
  'failure.what.deprovision':
    'The service instance could not be torn down: {{reason}}.',
  'failure.what.bind': 'The credentials could not be made: {{reason}}.',
  'failure.what.unbind': 'The credentials could not be revoked: {{reason}}.',
  'failure.next.provision': 'Try the order again, or tear the instance down.',
  'failure.next.update':
    'Check plan and parameters and order the change again.',
  'failure.next.deprovision':
    'Try the order again; the instance remains known until it is gone.',
  'failure.next.bind': 'Ask for credentials again.',
  'failure.next.unbind': 'Revoke them again; they may still work.',
  'failure.unusable':
    'The broker says that the instance can no longer be used: tear it down.',
  'failure.notCleanedUp':
    'Something may be left at the broker, because its removal failed too: {{reason}}. Tear it down, or ask the provider to look at the broker.',
  'failure.others': 'More steps that failed: {{number}}.',
  'warning.service-deprecated': '“{{service}}” is deprecated.',
  'warning.service-ends':
    '“{{service}}” is deprecated and can be used until {{date}}.',
  'warning.service-superseded':
    'The successor of “{{service}}” is {{successor}}.',
  'warning.service-experimental':
    '“{{service}}” is experimental: it may change without notice.',
  'warning.blueprint-deprecated': 'The blueprint “{{name}}” is deprecated.',
  'warning.budget-refuses':
    'The order will be refused: it would break the budget “{{budget}}”, of which {{left}} are left.',
  'warning.budget-exceeded':
    'The order would exceed the budget “{{budget}}”, of which {{left}} are left. It is taken all the same.',
} as const;
