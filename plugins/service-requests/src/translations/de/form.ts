import type { formMessages } from '../en/form';

export const formMessagesDe: Record<keyof typeof formMessages, string> = {
  'picker.required': 'Pflichtfeld',
  'picker.optional': 'Freiwillig',
  'picker.none': 'Keine Angabe',
  'picker.search': 'Suchen',
  'picker.choose': 'Auswählen',
  'picker.chooseAny': 'Einen oder mehrere auswählen',
  'form.choose': 'Worum möchten Sie bitten?',
  'form.noTypes': 'Sie können keine Anfragen stellen',
  'form.noTypes.means':
    'Anfragen stellen Beschäftigte von Behörden, Software-Providern und dem IT-Service-Provider. Fragen Sie den Service-Desk, wenn Sie dazugehören sollten.',
  'form.otherType': 'Andere Art wählen',
  'form.toRequest': 'Zur Anfrage',
  'form.notNow':
    'Die Angaben lassen sich nur ändern, solange am Zug ist, wer angefragt hat. Schreiben Sie es stattdessen ins Gespräch.',
  'form.steps': 'Schritte',
  'form.step.basics': 'Worum es geht',
  'form.step.review': 'Prüfen',
  'form.title': 'Titel',
  'form.title.means':
    'Wenige Wörter, an denen alle die Anfrage erkennen, etwa „Führerscheinregister“.',
  'form.service': 'Individualservice',
  'form.service.means': 'Der IT-Service, um den es geht.',
  'form.customer': 'Für welche Behörde?',
  'form.system': 'System',
  'form.system.means':
    'Das System, zu dem es gehört, falls es schon eines gibt.',
  'form.softwareProvider': 'Software-Provider',
  'form.softwareProvider.means':
    'Wer es bauen soll, soweit bekannt. Er sieht die Anfrage dann auch.',
  'form.back': 'Zurück',
  'form.next': 'Weiter',
  'form.save': 'Entwurf speichern',
  'form.saved':
    'Gespeichert. Sie können jederzeit weitermachen; die Anfrage steht unter „Wartet auf mich“.',
  'form.submit': 'Einreichen',
  'form.toFault': 'Zum Feld',
  'form.notGiven': 'keine Angabe',
  'form.yes': 'ja',
  'form.no': 'nein',
  'form.rule.required': 'Bitte ausfüllen.',
  'form.rule.minLength': 'Mindestens {{limit}} Zeichen.',
  'form.rule.maxLength': 'Höchstens {{limit}} Zeichen.',
  'form.rule.minimum': 'Mindestens {{limit}}.',
  'form.rule.maximum': 'Höchstens {{limit}}.',
  'form.rule.pattern': 'Das hat nicht die richtige Form.',
  'form.rule.format': 'Das hat nicht die richtige Form.',
  'form.rule.enum': 'Bitte eine der Möglichkeiten wählen.',
  'form.rule.type': 'Das hat nicht die richtige Form.',
  'form.rule.minItems': 'Mindestens {{limit}} Einträge.',
  'form.rule.maxItems': 'Höchstens {{limit}} Einträge.',
};
