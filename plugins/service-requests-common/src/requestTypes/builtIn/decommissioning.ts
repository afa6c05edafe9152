import type { RequestTypeSpec } from '../types';
import { frameOf } from './common';
import type { BuiltInOptions } from './index';
import { byHand, choice, field, LONG, pageOf, text, waiting } from './parts';
import { INTAKE, STATES, waysOut } from './states';

/** The end of an individual service, with its data accounted for. */
export function decommissioningType(options: BuiltInOptions): RequestTypeSpec {
  return {
    ...frameOf(options),
    titles: text('Decommissioning', 'Außerbetriebnahme'),
    descriptions: text(
      'A service in operation is ended; its data are handed back or deleted, on record.',
      'Ein IT-Service im Betrieb wird beendet; seine Daten werden nachweislich zurückgegeben oder gelöscht.',
    ),
    openedBy: ['agency', 'it-service-provider'],
    about: 'service',
    offers: false,
    takeover: false,
    form: [
      pageOf(
        text('End', 'Ende'),
        {
          lastDay: field(text('Last day of operation', 'Letzter Betriebstag'), {
            format: 'date',
            'ui:widget': 'date',
          }),
          reason: field(text('Why does it end?', 'Warum endet es?'), LONG),
          data: choice(
            text(
              'What should become of the data?',
              'Was soll mit den Daten geschehen?',
            ),
            {
              'hand-back': text('Hand them back', 'Zurückgeben'),
              delete: text('Delete them', 'Löschen'),
              'hand-back-and-delete': text(
                'Hand them back, then delete them',
                'Zurückgeben, dann löschen',
              ),
            },
            { default: 'hand-back-and-delete' },
          ),
          retention: field(
            text(
              'Retention periods to be kept',
              'Einzuhaltende Aufbewahrungsfristen',
            ),
            LONG,
          ),
        },
        ['lastDay', 'reason', 'data'],
      ),
    ],
    process: {
      states: [
        STATES.draft,
        STATES.submitted,
        STATES.analysis,
        STATES.questions,
        waiting(
          'to-be-confirmed',
          text('To be confirmed', 'Zu bestätigen'),
          'decision',
          {
            waitsFor: 'customer',
            next: text(
              'The agency confirms that the service ends as planned.',
              'Die Behörde bestätigt, dass der IT-Service wie geplant endet.',
            ),
          },
        ),
        waiting(
          'shutting-down',
          text('Shutting down', 'Wird abgebaut'),
          'realisation',
          {
            waitsFor: 'platform-engineer',
            next: text(
              'The environment is torn down; what became of the data is put on record.',
              'Die Umgebung wird abgebaut; der Verbleib der Daten wird nachgewiesen.',
            ),
          },
        ),
        STATES.closed,
        STATES.withdrawn,
        STATES.rejected,
      ],
      events: [
        ...INTAKE,
        ...waysOut(['draft', 'submitted', 'in-analysis', 'questions']),
        byHand('plan', text('Plan the end', 'Ende planen'), {
          from: ['in-analysis'],
          to: 'to-be-confirmed',
          by: ['provider'],
        }),
        byHand('confirm', text('Confirm', 'Bestätigen'), {
          from: ['to-be-confirmed'],
          to: 'shutting-down',
          by: ['customer'],
        }),
        byHand(
          'object',
          text('Object', 'Widersprechen'),
          { from: ['to-be-confirmed'], to: 'in-analysis', by: ['customer'] },
          ['reason'],
        ),
        byHand(
          'finish',
          text('Finish', 'Abschließen'),
          { from: ['shutting-down'], to: 'closed', by: ['provider'] },
          ['data-record'],
        ),
      ],
    },
  };
}
