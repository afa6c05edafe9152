import type { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import type { German } from './German';

const messages: German<typeof coreComponentsTranslationRef> = {
  'signIn.title': 'Anmelden',
  'signIn.loginFailed': 'Die Anmeldung ist fehlgeschlagen',
  'signIn.customProvider.title': 'Eigene Anmeldung',
  'signIn.customProvider.subtitle':
    'Geben Sie Ihre Benutzerkennung und Ihre Anmeldedaten ein.\n Diese Auswahl wird nicht gespeichert.',
  'signIn.customProvider.userId': 'Benutzerkennung',
  'signIn.customProvider.tokenInvalid':
    'Das Token ist kein gültiges JWT-Token nach OpenID Connect',
  'signIn.customProvider.continue': 'Weiter',
  'signIn.customProvider.idToken': 'ID-Token (freiwillig)',
  'signIn.guestProvider.title': 'Gast',
  'signIn.guestProvider.subtitle':
    'Als Gast eintreten.\n Ohne geprüfte Identität stehen manche Funktionen nicht zur Verfügung.',
  'signIn.guestProvider.enter': 'Eintreten',
  skipToContent: 'Zum Inhalt springen',
  'copyTextButton.tooltipText': 'Text in die Zwischenablage kopiert',
  'simpleStepper.reset': 'Zurücksetzen',
  'simpleStepper.finish': 'Abschließen',
  'simpleStepper.next': 'Weiter',
  'simpleStepper.skip': 'Überspringen',
  'simpleStepper.back': 'Zurück',
  'errorPage.subtitle': 'FEHLER {{status}}: {{statusMessage}}',
  'errorPage.title': 'Hier ist etwas schiefgegangen',
  'errorPage.goBack': 'Zurück',
  'errorPage.showMoreDetails': 'Mehr Einzelheiten anzeigen',
  'errorPage.showLessDetails': 'Weniger Einzelheiten anzeigen',
  'emptyState.missingAnnotation.title': 'Fehlende Annotation',
  'emptyState.missingAnnotation.actionTitle':
    'Ergänzen Sie die Annotation im YAML Ihrer Komponente, wie im Beispiel unten hervorgehoben:',
  'emptyState.missingAnnotation.readMore': 'Mehr erfahren',
  'supportConfig.default.title': 'Hilfe ist nicht eingerichtet',
  'supportConfig.default.linkTitle':
    'Konfigurationsschlüssel `app.support` ergänzen',
  'errorBoundary.title': 'Bitte wenden Sie sich an {{slackChannel}}.',
  'oauthRequestDialog.title': 'Anmeldung erforderlich',
  'oauthRequestDialog.authRedirectTitle':
    'Sie werden zur OAuth-Anmeldung weitergeleitet.',
  'oauthRequestDialog.login': 'Anmelden',
  'oauthRequestDialog.rejectAll': 'Alle ablehnen',
  'oauthRequestDialog.message':
    'Melden Sie sich an, damit {{appTitle}} auf Schnittstellen und Identitäten von {{provider}} zugreifen darf.',
  'supportButton.title': 'Hilfe',
  'supportButton.close': 'Schließen',
  'table.filter.title': 'Filter',
  'table.filter.clearAll': 'Alle zurücksetzen',
  'table.filter.placeholder': 'Alle Ergebnisse',
  'table.body.emptyDataSourceMessage': 'Keine Einträge',
  'table.pagination.firstTooltip': 'Erste Seite',
  'table.pagination.labelDisplayedRows': '{from}–{to} von {count}',
  'table.pagination.labelRowsSelect': 'Zeilen',
  'table.pagination.lastTooltip': 'Letzte Seite',
  'table.pagination.nextTooltip': 'Nächste Seite',
  'table.pagination.previousTooltip': 'Vorherige Seite',
  'table.toolbar.search': 'Filtern',
  'table.header.actions': 'Aktionen',
  'alertDisplay.message_one': '({{ count }} neuere Meldung)',
  'alertDisplay.message_other': '({{ count }} neuere Meldungen)',
  'autoLogout.stillTherePrompt.title':
    'Sie werden wegen Untätigkeit abgemeldet',
  'autoLogout.stillTherePrompt.buttonText': 'Angemeldet bleiben',
  'dependencyGraph.fullscreenTooltip': 'Vollbild ein- oder ausschalten',
  'proxiedSignInPage.title':
    'Sie scheinen nicht angemeldet zu sein. Bitte laden Sie die Seite neu.',
  'logViewer.downloadBtn.tooltip': 'Protokoll herunterladen',
  'logViewer.copyBtn.tooltip': 'Protokoll in die Zwischenablage kopieren',
  'logViewer.searchField.placeholder': 'Suchen',
};

export default messages;
