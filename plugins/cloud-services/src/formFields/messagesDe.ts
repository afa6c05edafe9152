import type { formFieldMessages } from './messages';

/** German texts of the form fields; loaded only when the portal is shown in German. */
export const formFieldMessagesDe = {
  'form.plan.label': 'Leistungsvariante',
  'form.plan.simulated': 'Simuliert: Es wird nichts wirklich bereitgestellt',
  'form.plan.free': 'Kostenfrei',
  'form.plan.stages': 'Für {{stages}}',
  'form.plan.deprecated':
    'Wird abgekündigt; wählen Sie besser eine andere Variante',
  'form.plan.experimental': 'Experimentell: kann sich ohne Ankündigung ändern',
  'form.plan.perMonth': '{{amount}} im Monat',
  'form.plan.perHour': '{{amount}} je Stunde',
  'form.plan.perUnit': '{{amount}} ({{unit}})',
  'form.plan.unlisted':
    'Angabe des Brokers; keine geltende Preisliste nennt diese Variante.',
  'form.name.label': 'Name',
  'form.name.help':
    'Woran Sie und Ihre Kolleginnen und Kollegen es wiedererkennen. {{used}} von {{max}} Zeichen.',
  'form.name.missing': 'Geben Sie einen Namen an.',
  'form.system.label': 'System',
  'form.system.help': 'Wofür es da ist; Rechte und Kosten folgen daraus.',
  'form.system.choose': 'System wählen',
  'form.system.forStage':
    'Nur Systeme, für die Sie auf dieser Stufe bestellen dürfen.',
  'form.system.none':
    'Es gibt kein System, für das Sie bestellen dürfen. Eine Behörde muss Ihre Organisation erst mit einem System beauftragen; fragen Sie Ihre Leitung oder die Behörde.',
  'form.system.noneAtStage':
    'Es gibt kein System, für das Sie auf der Stufe „{{stage}}“ bestellen dürfen. Wählen Sie eine andere Stufe oder bitten Sie die Behörde um eine Beauftragung, die sie einschließt.',
  'form.owner.label': 'Verantwortliche Gruppe',
  'form.owner.help': 'Die Gruppe, die sich darum kümmert und es ändern darf.',
  'form.owner.choose': 'Gruppe wählen',
  'form.owner.none':
    'Sie gehören zu keiner Gruppe, die verantwortlich sein könnte. Bitten Sie Ihre Leitung, Sie in Ihr Team aufzunehmen.',
  'form.expiry.label': 'Enddatum',
  'form.expiry.help':
    'An diesem Tag wird alles abgebaut, samt allen Daten. Sie werden eine Woche und einen Tag vorher gewarnt und können verlängern. Höchstens {{max}} Tage ab heute.',
  'form.expiry.helpProduction':
    'Die Produktion hat kein Enddatum; setzen Sie nur eines, wenn sie von selbst abgebaut werden soll.',
  'form.expiry.quick': 'Nach Dauer wählen',
  'form.expiry.days': '{{days}} Tage',
  'form.expiry.none': 'Kein Enddatum',
  'form.expiry.missing':
    'Wählen Sie ein Enddatum: Jede Entwicklungs- und Testumgebung hat eines.',
  'form.expiry.past': 'Wählen Sie einen Tag nach heute.',
  'form.expiry.tooLate':
    'Wählen Sie einen Tag innerhalb von {{max}} Tagen ab heute, spätestens {{date}}.',
  'form.loading': 'Lädt …',
  'form.loadFailed':
    'Das lässt sich gerade nicht ausfüllen, weil das Backend der Cloud-Services nicht antwortet: {{message}}',
  'form.tryAgain': 'Erneut versuchen',
} satisfies Record<keyof typeof formFieldMessages, string>;
