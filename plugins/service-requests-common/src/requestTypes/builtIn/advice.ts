import type { RequestTypeSpec } from '../types';
import { frameOf } from './common';
import type { BuiltInOptions } from './index';
import { byHand, field, LONG, pageOf, text, waiting } from './parts';
import { INTAKE, STATES, waysOut } from './states';

/** A question; the answer is in the conversation. */
export function adviceType(options: BuiltInOptions): RequestTypeSpec {
  return {
    ...frameOf(options),
    titles: text('Information or advice', 'Auskunft oder Beratung'),
    descriptions: text(
      'You want to know what is possible, or how something is done.',
      'Sie möchten wissen, was möglich ist oder wie etwas geht.',
    ),
    openedBy: ['agency', 'software-provider', 'it-service-provider'],
    about: 'nothing',
    offers: false,
    takeover: false,
    form: [
      pageOf(
        text('Question', 'Frage'),
        {
          question: field(
            text('What would you like to know?', 'Was möchten Sie wissen?'),
            LONG,
          ),
        },
        ['question'],
      ),
    ],
    process: {
      states: [
        STATES.draft,
        STATES.submitted,
        STATES.analysis,
        STATES.questions,
        waiting('answered', text('Answered', 'Beantwortet'), 'decision', {
          waitsFor: 'requester',
          next: text(
            'Close the request if the answer helps, or ask on.',
            'Schließen Sie die Anfrage, wenn die Antwort hilft, oder fragen Sie nach.',
          ),
        }),
        STATES.closed,
        STATES.withdrawn,
        STATES.rejected,
      ],
      events: [
        ...INTAKE,
        ...waysOut(['draft', 'submitted', 'in-analysis', 'questions']),
        byHand(
          'reply',
          text('Reply', 'Beantworten'),
          { from: ['in-analysis'], to: 'answered', by: ['provider'] },
          ['reason'],
        ),
        byHand('close', text('Close', 'Abschließen'), {
          from: ['answered'],
          to: 'closed',
          by: ['requester', 'customer', 'provider'],
        }),
        byHand(
          'ask-on',
          text('Ask on', 'Nachfragen'),
          {
            from: ['answered'],
            to: 'in-analysis',
            by: ['requester', 'customer'],
          },
          ['reason'],
        ),
      ],
    },
  };
}
