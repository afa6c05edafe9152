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
  PROTECTION,
  SHORT,
  text,
} from './parts';
import { INTAKE, OFFERS, realisation, STATES, waysOut } from './states';

/** An application made for one agency, from the wish to years of operation. */
export function newServiceType(options: BuiltInOptions): RequestTypeSpec {
  return {
    ...frameOf(options),
    titles: text('New individual service', 'Neuer Individualservice'),
    descriptions: text(
      'An application made for your agency: it is offered, built, taken over and operated for you.',
      'Eine Anwendung nur für Ihre Behörde: Sie wird angeboten, gebaut, übernommen und für Sie betrieben.',
    ),
    openedBy: ['agency', 'it-service-provider'],
    about: 'nothing',
    offers: true,
    takeover: true,
    form: [
      pageOf(
        text('Purpose', 'Zweck'),
        {
          purpose: field(
            text('What is the service for?', 'Wozu dient der IT-Service?'),
            LONG,
            text(
              'In plain words: who does what with it, and what happens today.',
              'In einfachen Worten: wer damit was tut, und wie es heute läuft.',
            ),
          ),
          legalBasis: field(
            text('Legal basis', 'Rechtsgrundlage'),
            SHORT,
            text(
              'The statute or duty that it serves, such as § 52 StVG.',
              'Das Gesetz oder die Aufgabe, der es dient, etwa § 52 StVG.',
            ),
          ),
        },
        ['purpose'],
      ),
      pageOf(
        text('Use and protection', 'Nutzung und Schutz'),
        {
          users: field(
            text('How many people use it?', 'Wie viele Personen nutzen es?'),
            { type: 'integer', minimum: 1, maximum: 10_000_000 },
          ),
          protectionLevel: PROTECTION,
          availability: choice(
            text('When is it needed?', 'Wann wird es gebraucht?'),
            {
              'office-hours': text('In office hours', 'In den Bürozeiten'),
              extended: text('Early to late', 'Früh bis spät'),
              'around-the-clock': text('Around the clock', 'Rund um die Uhr'),
            },
            { default: 'office-hours' },
          ),
          personalData: field(
            text(
              'It processes personal data',
              'Es verarbeitet personenbezogene Daten',
            ),
            { type: 'boolean', default: false },
          ),
        },
        ['users', 'protectionLevel', 'availability'],
      ),
      pageOf(
        text('Building blocks and time', 'Bausteine und Zeit'),
        {
          buildingBlocks: field(
            text('Building blocks', 'Bausteine'),
            {
              type: 'array',
              uniqueItems: true,
              maxItems: 50,
              items: { type: 'string', maxLength: 255 },
              'ui:field': 'ServicePicker',
            },
            text(
              'Standard services that you expect it to be built from, if you know them.',
              'Standardservices, aus denen es gebaut sein wird, soweit bekannt.',
            ),
          ),
          wantedBy: field(text('Wanted by', 'Gewünscht bis'), {
            format: 'date',
            'ui:widget': 'date',
          }),
          budget: field(
            text('Budget in a year, in euros', 'Budget im Jahr, in Euro'),
            { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
          ),
        },
        [],
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
        STATES.operation,
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
        ...realisation('in-operation'),
        byTrigger(
          'service-ended',
          text('Service ended', 'IT-Service beendet'),
          {
            from: ['in-operation'],
            to: 'closed',
          },
        ),
        byHand(
          'abandon',
          text('Abandon', 'Abbrechen'),
          {
            from: ['accepted', 'in-implementation'],
            to: 'closed',
            by: ['provider'],
          },
          ['reason'],
        ),
      ],
    },
  };
}
