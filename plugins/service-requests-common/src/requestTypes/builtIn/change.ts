import type { RequestTypeSpec } from '../types';
import { frameOf } from './common';
import type { BuiltInOptions } from './index';
import { byHand, choice, field, LONG, pageOf, text } from './parts';
import { INTAKE, OFFERS, realisation, STATES, waysOut } from './states';

/** A change to what is in operation, offered anew. */
export function changeType(options: BuiltInOptions): RequestTypeSpec {
  return {
    ...frameOf(options),
    titles: text(
      'Change to an individual service',
      'Änderung an einem Individualservice',
    ),
    descriptions: text(
      'Something about a service in operation should be different: its extent, its hours, its price.',
      'An einem IT-Service im Betrieb soll etwas anders werden: Umfang, Zeiten, Preis.',
    ),
    openedBy: ['agency', 'software-provider', 'it-service-provider'],
    about: 'service',
    offers: true,
    takeover: true,
    form: [
      pageOf(
        text('Change', 'Änderung'),
        {
          change: field(
            text('What should change?', 'Was soll sich ändern?'),
            LONG,
          ),
          reason: field(text('Why?', 'Warum?'), LONG),
          kind: choice(
            text('What does it touch?', 'Was ist betroffen?'),
            {
              functions: text('Functions', 'Funktionen'),
              'service-level': text('Service level', 'Service-Level'),
              capacity: text('Capacity', 'Kapazität'),
              interfaces: text('Interfaces', 'Schnittstellen'),
            },
            { default: 'functions' },
          ),
          wantedBy: field(text('Wanted by', 'Gewünscht bis'), {
            format: 'date',
            'ui:widget': 'date',
          }),
        },
        ['change', 'reason', 'kind'],
      ),
    ],
    process: {
      states: [
        STATES.draft,
        STATES.submitted,
        STATES.analysis,
        STATES.questions,
        STATES.offered,
        STATES.accepted,
        STATES.implementation,
        STATES.takeover,
        STATES.closed,
        STATES.declined,
        STATES.withdrawn,
        STATES.rejected,
      ],
      events: [
        ...INTAKE,
        ...waysOut([
          'draft',
          'submitted',
          'in-analysis',
          'questions',
          'offered',
        ]),
        ...OFFERS,
        ...realisation('closed'),
        byHand(
          'finish',
          text('Finish without a release', 'Ohne Release abschließen'),
          {
            from: ['in-implementation'],
            to: 'closed',
            by: ['provider'],
          },
          ['reason'],
        ),
      ],
    },
  };
}
