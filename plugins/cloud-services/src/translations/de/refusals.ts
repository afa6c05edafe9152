import type { refusalMessages } from '../en/refusals';

export const refusalMessagesDe: Record<keyof typeof refusalMessages, string> = {
  'refusal.invalid': 'Eine Angabe kann so nicht angenommen werden.',
  'refusal.name-taken':
    'In diesem System gibt es schon etwas mit dem Namen „{{name}}“; wählen Sie einen anderen.',
  'refusal.order-under-way':
    'Für „{{name}}“ läuft gerade eine andere Bestellung. Warten Sie, bis sie beendet ist, und bestellen Sie dann erneut.',
  'refusal.already-torn-down': '„{{name}}“ ist schon abgebaut.',
  'refusal.changed-meanwhile':
    '„{{name}}“ hat sich geändert, während Sie bestellt haben. Sehen Sie sich den Stand an, und wiederholen Sie die Bestellung.',
  'refusal.part-of-environment':
    '„{{name}}“ gehört zu einer Umgebung; bestellen Sie dies für die Umgebung.',
  'refusal.no-end-date':
    '„{{name}}“ hat kein Enddatum und muss nicht verlängert werden.',
  'refusal.individual-service':
    '„{{service}}“ ist ein Individualservice: Er wird für eine einzelne Behörde erbracht und kann nicht per Knopfdruck bestellt werden.',
  'refusal.no-back-end':
    '„{{service}}“ kann zurzeit nicht bereitgestellt werden; wenden Sie sich an den IT-Service-Provider.',
  'refusal.left-catalogue':
    '„{{service}}“ ist nicht mehr im Servicekatalog; „{{name}}“ kann weiter benutzt und abgebaut, aber nicht mehr geändert werden.',
  'refusal.may-not-change':
    'Sie dürfen „{{name}}“ sehen, aber nicht ändern; das dürfen der Eigentümer und der Software-Provider.',
  'refusal.may-not-tear-down':
    'Sie dürfen „{{name}}“ sehen, aber nicht abbauen; das dürfen der Eigentümer und der Software-Provider.',
  'refusal.may-not-retry':
    'Sie dürfen diese Bestellung sehen, aber nicht wiederholen; das dürfen der Eigentümer und der Software-Provider.',
  'refusal.may-not-use-credentials':
    'Sie dürfen diese Serviceinstanz sehen, aber ihre Zugangsdaten nicht benutzen; das dürfen der Eigentümer und der Software-Provider.',
  'refusal.retry-ruled-out':
    'Die Bestellung kann nicht wiederholt werden, weil der Broker das ausgeschlossen hat. Bauen Sie ab, worum es ging.',
  'refusal.retry-not-failed':
    'Nur eine fehlgeschlagene Bestellung kann wiederholt werden.',
  'refusal.retry-superseded':
    'Die Bestellung kann nicht wiederholt werden, weil nach ihr eine andere kam; machen Sie bei dieser weiter.',
  'refusal.production-by-provider':
    'Produktionsumgebungen baut der IT-Service-Provider: Fragen Sie dort das Plattformteam.',
  'refusal.no-commission':
    'Sie haben für „{{system}}“ keine Beauftragung: Bestellen dürfen nur die Behörde, der von ihr beauftragte Software-Provider und das Plattformteam.',
  'refusal.commission-ended':
    'Die Beauftragung für „{{system}}“ endete am {{date}}; bitten Sie die Behörde, sie zu verlängern.',
  'refusal.commission-not-begun':
    'Die Beauftragung für „{{system}}“ beginnt am {{date}}; bestellen Sie ab dann.',
  'refusal.no-credentials': 'Zu „{{service}}“ gibt es keine Zugangsdaten.',
  'refusal.not-ready':
    '„{{name}}“ ist nicht bereit; versuchen Sie es erneut, sobald es bereit ist.',
  'refusal.credentials-being-made':
    'Diese Zugangsdaten werden noch erstellt; versuchen Sie es gleich noch einmal.',
  'refusal.credentials-shown-already':
    'Diese Zugangsdaten wurden schon angezeigt und sind nicht mehr gespeichert; erneuern Sie sie, um neue zu bekommen.',
  'refusal.credentials-not-available':
    'Diese Zugangsdaten gibt es nicht mehr; fordern Sie neue an.',
  'refusal.credentials-of-plugin':
    'Diese Zugangsdaten gehören einem Plugin des Portals, das sich selbst anmeldet, und werden niemandem gezeigt. Fordern Sie eigene an.',
  'refusal.credentials-of-task':
    'Diese Zugangsdaten wurden für den Vorgang einer Vorlage erstellt und werden sonst niemandem angezeigt; fordern Sie eigene an.',
  'refusal.credentials-being-replaced':
    'Diese Zugangsdaten werden schon ersetzt.',
  'refusal.over-budget':
    'Die Bestellung würde das Budget „{{budget}}“ überschreiten. Bestellen Sie etwas Kleineres, bauen Sie etwas ab, oder bitten Sie {{owner}}, das Budget zu erhöhen.',
  'refusal.over-budget-by-amount':
    'Die Bestellung würde das Budget „{{budget}}“ überschreiten: Von {{amount}} bis zum {{date}} sind noch {{left}} übrig, und sie würde bis dahin {{cost}} kosten. Bestellen Sie etwas Kleineres, bauen Sie etwas ab, oder bitten Sie {{owner}}, das Budget zu erhöhen.',
  'refusal.budget-unknown':
    'Ob die Bestellung in ihre Budgets passt, ließ sich nicht prüfen, weil die Kostenabrechnung nicht antwortet. Es wurde nichts bestellt.',
  'rule.past': 'muss in der Zukunft liegen',
  'rule.maxLifetime':
    'darf höchstens der {{lastDay}} sein: Entwicklungs- und Testumgebungen bestehen höchstens {{days}} Tage und können verlängert werden',
  'rule.date': 'muss ein Datum sein',
  'rule.required': 'ist erforderlich',
  'rule.unchanged': 'ist schon so; es gibt nichts zu ändern',
  'rule.unique': 'ist vergeben; wählen Sie einen anderen',
  'rule.name':
    'darf nur aus Kleinbuchstaben, Ziffern und Bindestrichen bestehen, höchstens 63, und muss mit einem Buchstaben oder einer Ziffer beginnen und enden',
  'rule.production':
    'gehört nicht zu einer Produktionsumgebung, denn diese hat kein Enddatum; lassen Sie es weg',
  'rule.owner': 'müssen Sie selbst sein oder eine Gruppe, zu der Sie gehören',
  'rule.stage':
    '„{{service}}“ darf in der Stufe {{stage}} nicht verwendet werden',
  'rule.plan':
    '„{{plan}}“ steht hier nicht zur Wahl; wählen Sie eine von {{plans}}',
  'rule.validUntil': '„{{service}}“ konnte bis zum {{date}} bestellt werden',
  'rule.validFrom': '„{{service}}“ kann ab dem {{date}} bestellt werden',
  'rule.plan_updateable':
    '„{{plan}}“ kann nicht gegen eine andere getauscht werden; bestellen Sie eine neue Instanz, und bauen Sie diese ab',
  'rule.fixed':
    'ist durch die Umgebungsvorlage festgelegt und kann nicht geändert werden',
  'rule.additionalProperties': 'ist kein Parameter dieser Leistungsvariante',
  'field.name': 'Name',
  'field.expiresAt': 'Enddatum',
  'field.stage': 'Stufe',
  'field.ownerRef': 'Eigentümer',
  'field.systemRef': 'System',
  'field.plan': 'Leistungsvariante',
};
