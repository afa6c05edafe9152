/** What stands in the way of a request (`REFUSALS`), and the rules of single fields. */
export const refusalMessages = {
  'refusal.invalid': 'Something in what you entered cannot be accepted.',
  'refusal.name-taken':
    'There is already something live called “{{name}}” in this system; choose another name.',
  'refusal.order-under-way':
    '“{{name}}” is busy with another order; wait until it has ended, then order again.',
  'refusal.already-torn-down': '“{{name}}” has been torn down already.',
  'refusal.changed-meanwhile':
    '“{{name}}” has changed while you ordered; look at it again and repeat the order.',
  'refusal.part-of-environment':
    '“{{name}}” is part of an environment; order this for the environment.',
  'refusal.no-end-date': '“{{name}}” has no end date and need not be extended.',
  'refusal.individual-service':
    '“{{service}}” is an individual service: it is made for one agency and cannot be ordered by button.',
  'refusal.no-back-end':
    '“{{service}}” cannot be provisioned at present; tell the IT service provider.',
  'refusal.left-catalogue':
    '“{{service}}” has left the catalogue; “{{name}}” can be used and torn down, but not changed.',
  'refusal.may-not-change':
    'You may see “{{name}}”, but not change it; its owner and its software provider may.',
  'refusal.may-not-tear-down':
    'You may see “{{name}}”, but not tear it down; its owner and its software provider may.',
  'refusal.may-not-retry':
    'You may see this order, but not try it again; the owner and the software provider may.',
  'refusal.may-not-use-credentials':
    'You may see this service instance, but not use its credentials; its owner and its software provider may.',
  'refusal.retry-ruled-out':
    'The order cannot be tried again because the broker ruled it out; tear down what it was about.',
  'refusal.retry-not-failed': 'Only a failed order can be tried again.',
  'refusal.retry-superseded':
    'The order cannot be tried again because another order came after it; go on from that one.',
  'refusal.production-by-provider':
    'Production environments are built by the IT service provider: ask its platform engineers.',
  'refusal.no-commission':
    'You have no commission for “{{system}}”: only its agency, the software provider that the agency commissioned, and platform engineers may order for it.',
  'refusal.commission-ended':
    'The commission for “{{system}}” ended on {{date}}; ask the agency to renew it.',
  'refusal.commission-not-begun':
    'The commission for “{{system}}” begins on {{date}}; order from then on.',
  'refusal.no-credentials': '“{{service}}” has no credentials to give.',
  'refusal.not-ready': '“{{name}}” is not ready; try again once it is.',
  'refusal.credentials-being-made':
    'These credentials are still being made; try again in a moment.',
  'refusal.credentials-shown-already':
    'These credentials have been shown already and are not stored any more; rotate them to get new ones.',
  'refusal.credentials-not-available':
    'These credentials are not available any more; ask for new ones.',
  'refusal.credentials-of-plugin':
    'These credentials belong to a plugin of the portal that logs in by itself, and are shown to nobody. Ask for your own.',
  'refusal.credentials-of-task':
    'These credentials were made for a template task and are shown to nobody else; ask for your own.',
  'refusal.credentials-being-replaced':
    'These credentials are being replaced already.',
  'refusal.over-budget':
    'The order would break the budget “{{budget}}”. Order something smaller, tear something down, or ask {{owner}} to raise the budget.',
  'refusal.over-budget-by-amount':
    'The order would break the budget “{{budget}}”: of {{amount}} until {{date}} there are {{left}} left, and it would cost {{cost}} until then. Order something smaller, tear something down, or ask {{owner}} to raise the budget.',
  'refusal.budget-unknown':
    'Whether the order fits its budgets could not be checked, because the costs plugin does not answer. Nothing was ordered.',
  'rule.past': 'must lie in the future',
  'rule.maxLifetime':
    'must be {{lastDay}} at the latest: development and test environments live for at most {{days}} days, and can be extended',
  'rule.date': 'must be a date',
  'rule.required': 'is required',
  'rule.unchanged': 'is what it is already; there is nothing to change',
  'rule.unique': 'is taken; choose another',
  'rule.name':
    'must consist of lower-case letters, digits and hyphens, at most 63, and begin and end with a letter or digit',
  'rule.production':
    'does not belong to production, which has no end date; leave it out',
  'rule.owner': 'must be yourself or a group that you belong to',
  'rule.stage': '“{{service}}” may not be used for {{stage}}',
  'rule.plan':
    '“{{plan}}” is not a plan that can be chosen here; choose one of {{plans}}',
  'rule.validUntil': '“{{service}}” could be ordered until {{date}}',
  'rule.validFrom': '“{{service}}” can be ordered from {{date}} on',
  'rule.plan_updateable':
    '“{{plan}}” cannot be exchanged for another; order a new instance and tear this one down',
  'rule.fixed': 'is fixed by the blueprint and cannot be changed',
  'rule.additionalProperties': 'is not a parameter of this plan',
  'field.name': 'Name',
  'field.expiresAt': 'End date',
  'field.stage': 'Stage',
  'field.ownerRef': 'Owner',
  'field.systemRef': 'System',
  'field.plan': 'Plan',
} as const;
