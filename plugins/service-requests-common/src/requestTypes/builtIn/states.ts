import type { RequestEventSpec, RequestStateSpec } from '../types';
import { byHand, byTrigger, resting, text, waiting } from './parts';

/** States that most types share, by their id. */
export const STATES = {
  draft: waiting('draft', text('Draft', 'Entwurf'), 'preparation', {
    waitsFor: 'requester',
    next: text(
      'Complete the form and submit the request.',
      'Füllen Sie das Formular aus und reichen Sie die Anfrage ein.',
    ),
  }),
  submitted: waiting(
    'submitted',
    text('Submitted', 'Eingereicht'),
    'analysis',
    {
      waitsFor: 'provider',
      next: text(
        'The IT service provider takes the request up.',
        'Der IT-Service-Provider nimmt sich der Anfrage an.',
      ),
      targetTime: 'PT8H',
    },
  ),
  analysis: waiting(
    'in-analysis',
    text('In analysis', 'In Analyse'),
    'analysis',
    {
      waitsFor: 'provider',
      next: text(
        'The IT service provider works out how the wish can be met.',
        'Der IT-Service-Provider klärt, wie der Wunsch erfüllt werden kann.',
      ),
      targetTime: 'PT40H',
    },
  ),
  questions: waiting('questions', text('Questions', 'Rückfragen'), 'analysis', {
    waitsFor: 'requester',
    next: text(
      'Answer the questions in the conversation and send the request back.',
      'Beantworten Sie die Fragen im Gespräch und geben Sie die Anfrage zurück.',
    ),
    targetTime: 'PT40H',
  }),
  offered: waiting('offered', text('Offered', 'Angeboten'), 'decision', {
    waitsFor: 'customer',
    next: text(
      'Somebody whom the agency has authorised accepts or declines the offer.',
      'Wer in der Behörde dazu befugt ist, nimmt das Angebot an oder lehnt es ab.',
    ),
  }),
  accepted: waiting('accepted', text('Accepted', 'Angenommen'), 'realisation', {
    waitsFor: 'provider',
    next: text(
      'The IT service provider begins the implementation.',
      'Der IT-Service-Provider beginnt mit der Umsetzung.',
    ),
    targetTime: 'PT24H',
  }),
  implementation: waiting(
    'in-implementation',
    text('In implementation', 'In Umsetzung'),
    'realisation',
    {
      waitsFor: 'platform-engineer',
      next: text(
        'A platform engineer builds the production environment; then a release is taken over.',
        'Das Plattform-Engineering baut die Produktionsumgebung; danach wird ein Release übernommen.',
      ),
    },
  ),
  takeover: waiting(
    'in-takeover',
    text('In takeover', 'In Übernahme'),
    'realisation',
    {
      waitsFor: 'provider',
      next: text(
        'All three parties work through the checklist of the takeover.',
        'Alle drei Parteien arbeiten die Checkliste der Übernahme ab.',
      ),
    },
  ),
  operation: resting(
    'in-operation',
    text('In operation', 'In Betrieb'),
    'operation',
    text(
      'The service is in operation. It ends by a request for decommissioning.',
      'Der IT-Service ist in Betrieb. Er endet durch eine Anfrage zur Außerbetriebnahme.',
    ),
  ),
  closed: resting(
    'closed',
    text('Closed', 'Abgeschlossen'),
    'end',
    text('Nothing more will happen.', 'Es geschieht nichts mehr.'),
  ),
  declined: resting(
    'declined',
    text('Declined', 'Abgelehnt'),
    'end',
    text(
      'The agency has declined the offer.',
      'Die Behörde hat das Angebot abgelehnt.',
    ),
  ),
  withdrawn: resting(
    'withdrawn',
    text('Withdrawn', 'Zurückgezogen'),
    'end',
    text(
      'The request was withdrawn by those who had made it.',
      'Die Anfrage wurde von denen zurückgezogen, die sie gestellt hatten.',
    ),
  ),
  rejected: resting(
    'rejected',
    text('Rejected', 'Zurückgewiesen'),
    'end',
    text(
      'The IT service provider cannot meet the wish; the history says why.',
      'Der IT-Service-Provider kann den Wunsch nicht erfüllen; der Verlauf sagt, warum.',
    ),
  ),
} satisfies Record<string, RequestStateSpec>;

/** From the draft into the analysis and back to the requester. */
export const INTAKE: RequestEventSpec[] = [
  byHand(
    'submit',
    text('Submit', 'Einreichen'),
    { from: ['draft'], to: 'submitted', by: ['requester'] },
    ['form'],
  ),
  byHand('take-up', text('Take up', 'Annehmen'), {
    from: ['submitted'],
    to: 'in-analysis',
    by: ['provider'],
  }),
  byHand(
    'ask',
    text('Ask the requester', 'Rückfrage stellen'),
    { from: ['submitted', 'in-analysis'], to: 'questions', by: ['provider'] },
    ['reason'],
  ),
  byHand(
    'answer',
    text('Answer', 'Antworten'),
    { from: ['questions'], to: 'in-analysis', by: ['requester', 'customer'] },
    ['form'],
  ),
];

/** Ways out before anything was agreed. */
export function waysOut(before: string[]): RequestEventSpec[] {
  return [
    byHand(
      'withdraw',
      text('Withdraw', 'Zurückziehen'),
      { from: before, to: 'withdrawn', by: ['requester', 'customer'] },
      ['reason'],
    ),
    byHand(
      'reject',
      text('Reject', 'Zurückweisen'),
      {
        from: before.filter(id => id !== 'draft' && id !== 'offered'),
        to: 'rejected',
        by: ['provider'],
      },
      ['reason'],
    ),
  ];
}

/** An offer, and the agency's answer. */
export const OFFERS: RequestEventSpec[] = [
  byTrigger(
    'offer-published',
    text('Offer published', 'Angebot veröffentlicht'),
    {
      from: ['in-analysis', 'offered'],
      to: 'offered',
    },
  ),
  byTrigger(
    'offer-withdrawn',
    text('Offer withdrawn', 'Angebot zurückgezogen'),
    { from: ['offered'], to: 'in-analysis' },
  ),
  byTrigger('offer-accepted', text('Offer accepted', 'Angebot angenommen'), {
    from: ['offered'],
    to: 'accepted',
  }),
  byTrigger('offer-declined', text('Offer declined', 'Angebot abgelehnt'), {
    from: ['offered'],
    to: 'declined',
  }),
  byHand(
    'negotiate',
    text('Ask for another offer', 'Anderes Angebot erbitten'),
    { from: ['offered'], to: 'in-analysis', by: ['customer'] },
    ['reason'],
  ),
];

/** Implementation and takeover, up to where it goes on. */
export function realisation(goesOnTo: string): RequestEventSpec[] {
  return [
    byHand('start', text('Begin implementation', 'Umsetzung beginnen'), {
      from: ['accepted'],
      to: 'in-implementation',
      by: ['provider'],
    }),
    byTrigger(
      'takeover-opened',
      text('Takeover opened', 'Übernahme eröffnet'),
      {
        from: ['in-implementation'],
        to: 'in-takeover',
      },
    ),
    byTrigger(
      'takeover-accepted',
      text('Takeover accepted', 'Übernahme angenommen'),
      { from: ['in-takeover'], to: goesOnTo },
    ),
    byTrigger(
      'takeover-rejected',
      text('Takeover rejected', 'Übernahme abgelehnt'),
      { from: ['in-takeover'], to: 'in-implementation' },
    ),
    // What has ended stays as it is; a service in operation has not.
    ...(goesOnTo === STATES.operation.id
      ? [
          byTrigger(
            'takeover-rolled-back',
            text('Rolled back', 'Zurückgerollt'),
            { from: [goesOnTo], to: 'in-implementation' },
          ),
        ]
      : []),
  ];
}
