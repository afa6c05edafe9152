import type { RequestTypeSpec } from '../types';
import { frameOf } from './common';
import type { BuiltInOptions } from './index';
import {
  byHand,
  byTrigger,
  choice,
  field,
  LONG,
  pageOf,
  SHORT,
  text,
} from './parts';
import { STATES } from './states';

/** A further release of a service in operation; nothing is offered. */
export function takeoverType(options: BuiltInOptions): RequestTypeSpec {
  return {
    ...frameOf(options),
    titles: text('Takeover of a release', 'Übernahme eines Release'),
    descriptions: text(
      'A release of a service in operation is handed over to the IT service provider.',
      'Ein Release eines IT-Service im Betrieb wird an den IT-Service-Provider übergeben.',
    ),
    openedBy: ['software-provider', 'it-service-provider'],
    about: 'service',
    offers: false,
    takeover: true,
    form: [
      pageOf(
        text('Release', 'Release'),
        {
          version: field(text('Version', 'Version'), SHORT),
          summary: field(text('What is new?', 'Was ist neu?'), LONG),
          urgency: choice(
            text('Urgency', 'Dringlichkeit'),
            {
              planned: text('Planned', 'Geplant'),
              urgent: text('Urgent', 'Dringend'),
              emergency: text('Emergency', 'Notfall'),
            },
            { default: 'planned' },
          ),
          wantedBy: field(text('Wanted by', 'Gewünscht bis'), {
            format: 'date',
            'ui:widget': 'date',
          }),
        },
        ['version', 'summary', 'urgency'],
      ),
    ],
    process: {
      states: [
        STATES.draft,
        {
          ...STATES.submitted,
          next: text(
            'The takeover is opened with the delivered release.',
            'Die Übernahme wird mit dem gelieferten Release eröffnet.',
          ),
        },
        STATES.takeover,
        STATES.closed,
        STATES.withdrawn,
        STATES.rejected,
      ],
      events: [
        byHand(
          'submit',
          text('Submit', 'Einreichen'),
          { from: ['draft'], to: 'submitted', by: ['requester'] },
          ['form'],
        ),
        byTrigger(
          'takeover-opened',
          text('Takeover opened', 'Übernahme eröffnet'),
          { from: ['submitted'], to: 'in-takeover' },
        ),
        byTrigger(
          'takeover-accepted',
          text('Takeover accepted', 'Übernahme angenommen'),
          { from: ['in-takeover'], to: 'closed' },
        ),
        byTrigger(
          'takeover-rejected',
          text('Takeover rejected', 'Übernahme abgelehnt'),
          { from: ['in-takeover'], to: 'submitted' },
        ),
        byHand(
          'withdraw',
          text('Withdraw', 'Zurückziehen'),
          {
            from: ['draft', 'submitted'],
            to: 'withdrawn',
            by: ['requester', 'software-provider'],
          },
          ['reason'],
        ),
        byHand(
          'reject',
          text('Reject', 'Zurückweisen'),
          { from: ['submitted'], to: 'rejected', by: ['provider'] },
          ['reason'],
        ),
      ],
    },
  };
}
