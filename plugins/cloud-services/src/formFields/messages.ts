/** English texts of the form fields; merged into `cloudServicesTranslationRef`. */
export const formFieldMessages = {
  'form.plan.label': 'Plan',
  'form.plan.simulated': 'Simulated: nothing is really provisioned',
  'form.plan.free': 'Free of charge',
  'form.plan.stages': 'For {{stages}}',
  'form.plan.deprecated': 'Will be withdrawn; prefer another plan',
  'form.plan.experimental': 'Experimental: may change without notice',
  'form.plan.perMonth': '{{amount}} a month',
  'form.plan.perHour': '{{amount}} an hour',
  'form.plan.perUnit': '{{amount}} ({{unit}})',
  'form.plan.unlisted':
    'As the broker states it; no price list in force names this plan.',
  'form.name.label': 'Name',
  'form.name.help':
    'How you and your colleagues will recognise it. {{used}} of {{max}} characters.',
  'form.name.missing': 'Give it a name.',
  'form.system.label': 'System',
  'form.system.help': 'What it serves; rights and costs follow from it.',
  'form.system.choose': 'Choose a system',
  'form.system.forStage': 'Only systems for which you may order at this stage.',
  'form.system.none':
    'There is no system for which you may order. An agency must commission your organisation for a system first; ask your lead or the agency.',
  'form.system.noneAtStage':
    'There is no system for which you may order at the stage “{{stage}}”. Choose another stage, or ask the agency for a commission that covers it.',
  'form.owner.label': 'Owner',
  'form.owner.help': 'The group that looks after it and may change it.',
  'form.owner.choose': 'Choose a group',
  'form.owner.none':
    'You belong to no group that could own it. Ask your lead to add you to your team.',
  'form.expiry.label': 'End date',
  'form.expiry.help':
    'It is torn down on this day, with all its data. You are warned a week and a day ahead and can extend it. At most {{max}} days from today.',
  'form.expiry.helpProduction':
    'Production has no end date; set one only if it is to be torn down by itself.',
  'form.expiry.quick': 'Choose by duration',
  'form.expiry.days': '{{days}} days',
  'form.expiry.none': 'No end date',
  'form.expiry.missing':
    'Choose an end date: every development and test environment has one.',
  'form.expiry.past': 'Choose a day after today.',
  'form.expiry.tooLate':
    'Choose a day within {{max}} days from today, {{date}} at the latest.',
  'form.loading': 'Loading …',
  'form.loadFailed':
    'This cannot be filled in right now, because the cloud services backend does not answer: {{message}}',
  'form.tryAgain': 'Try again',
} as const;
