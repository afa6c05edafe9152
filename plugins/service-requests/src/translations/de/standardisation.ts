import type { standardisationMessages } from '../en/standardisation';

export const standardisationMessagesDe: Record<
  keyof typeof standardisationMessages,
  string
> = {
  'standard.title': 'Zum Standard machen',
  'standard.introduction':
    'Was immer wieder angefragt wird, könnte ein Standardservice sein, bestellbar per Knopfdruck. Anfragen einer Art mit denselben Bausteinen werden von selbst gezählt; andere lassen sich von Hand gruppieren.',
  'standard.group': 'Anfragen von Hand gruppieren',
  'standard.group.means':
    'Anfragen, die mit anderen Worten um dasselbe bitten. Jede ist nur in einer Gruppe und wird anderswo nicht mehr gezählt.',
  'standard.group.title': 'Worum sie bitten',
  'standard.group.requests': 'Anfragen',
  'standard.grouped': 'Von Hand gruppiert',
  'standard.empty.title': 'Nichts wird zweimal angefragt',
  'standard.empty.description':
    'Sobald zwei Anfragen dieselben Bausteine nennen, erscheinen sie hier. Was mit anderen Worten um dasselbe bittet, lässt sich von Hand gruppieren.',
  'standard.count': '{{times}}-mal angefragt; Behörden: {{customers}}',
  'standard.blocks': 'Bausteine',
  'standard.filed': 'Eingereicht',
  'standard.last': 'Zuletzt angefragt',
  'standard.saves': 'Was ein Standardservice sparen würde',
  'standard.perYear': 'Etwa {{perYear}} Anfragen im Jahr.',
  'standard.waiting':
    '{{daysPerYear}} Tage Wartezeit im Jahr: je {{days}} Tage vom Einreichen bis zum Betrieb, gemessen an {{measured}}.',
  'standard.waiting.none': 'Wartezeit: Noch keine ist in Betrieb gegangen.',
  'standard.setup':
    '{{amountPerYear}} einmalige Preise im Jahr: je {{amount}}; angenommene Angebote: {{measured}}.',
  'standard.setup.zero':
    'Einmalige Preise: keine; angenommene Angebote: {{measured}}.',
  'standard.setup.none':
    'Einmalige Preise: Noch kein Angebot wurde angenommen.',
  'standard.decision.none': 'Nicht entschieden',
  'standard.decision.standard': 'Zum Standard gemacht',
  'standard.decision.individual': 'Bleibt individuell',
  'standard.decision.by': 'Entschieden von {{person}} am {{day}}: {{reason}}',
  'standard.decision.instead': 'Wer es wieder anfragt, wird hingewiesen auf',
  'standard.decide': 'Entscheiden',
  'standard.decide.title': 'Was wird daraus?',
  'standard.decide.outcome': 'Ergebnis',
  'standard.decide.service': 'Standardservice, den es jetzt gibt',
  'standard.decide.service.means':
    'Wer eine Anfrage um dasselbe schreibt, wird auf ihn hingewiesen.',
  'standard.requests': 'Die Anfragen',
  'standard.remove': '{{number}} aus der Gruppe nehmen',
  'standard.remove.short': 'Herausnehmen',
  'standard.remove.means':
    'Sie wird wieder mit denen gezählt, die dieselben Bausteine nennen, und lässt sich neu gruppieren.',
  'standard.back': 'Alles, was immer wieder angefragt wird',
  'standard.hint': 'Vielleicht genügt ein Standardservice',
  'standard.hint.means':
    'Er wird per Knopfdruck bestellt und ist in Minuten bereit, während diese Anfrage geprüft und angeboten würde. Sehen Sie ihn sich zuerst an, oder fahren Sie mit der Anfrage fort.',
  'standard.hint.decided':
    'zum Standard gemacht, weil dies immer wieder angefragt wurde',
  'standard.hint.only-building-block': 'der einzige Baustein, den Sie nennen',
  'standard.hint.words': 'weil Sie schreiben: {{words}}',
};
