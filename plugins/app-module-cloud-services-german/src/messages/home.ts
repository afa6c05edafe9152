import type { homeTranslationRef } from '@backstage/plugin-home/alpha';
import type { German } from './German';

const messages: German<typeof homeTranslationRef> = {
  'addWidgetDialog.title': 'Baustein zur Startseite hinzufügen',
  'addWidgetDialog.noAvailableWidgets':
    'Alle verfügbaren Bausteine sind schon auf der Startseite.',
  'customHomepageButtons.edit': 'Bearbeiten',
  'customHomepageButtons.restoreDefaults': 'Auf Vorgabe zurücksetzen',
  'customHomepageButtons.clearAll': 'Alle entfernen',
  'customHomepageButtons.addWidget': 'Baustein hinzufügen',
  'customHomepageButtons.save': 'Speichern',
  'customHomepageButtons.cancel': 'Abbrechen',
  'customHomepage.noWidgets':
    'Noch gibt es keine Bausteine. Beginnen Sie mit „Baustein hinzufügen“.',
  'widgetSettingsOverlay.editSettingsTooltip': 'Einstellungen bearbeiten',
  'widgetSettingsOverlay.editSettingsTooptip': 'Einstellungen bearbeiten',
  'widgetSettingsOverlay.deleteWidgetTooltip': 'Baustein entfernen',
  'widgetSettingsOverlay.submitButtonTitle': 'Übernehmen',
  'widgetSettingsOverlay.cancelButtonTitle': 'Abbrechen',
  'starredEntityListItem.removeFavoriteEntityTitle':
    'Eintrag aus den Favoriten entfernen',
  'visitList.empty.title': 'Es gibt noch keine Besuche.',
  'visitList.empty.description':
    'Sobald Sie das Portal benutzen, erscheinen Ihre Besuche hier; so knüpfen Sie dort an, wo Sie aufgehört haben.',
  'visitList.few.title':
    'Je mehr Seiten Sie besuchen, desto mehr Seiten erscheinen hier.',
  'visitList.disabled.title': 'Besuche werden nicht aufgezeichnet.',
  'visitList.disabled.description':
    'Schalten Sie in app-config.yaml die Aufzeichnung der Besuche ein, um hier häufig und zuletzt besuchte Seiten zu sehen.',
  'quickStart.title': 'Erste Schritte',
  'quickStart.description': 'So finden Sie sich im Portal zurecht',
  'quickStart.learnMoreLinkTitle': 'Mehr erfahren',
  'starredEntities.noStarredEntitiesMessage':
    'Klicken Sie auf den Stern neben einem Namen, damit der Eintrag in dieser Liste erscheint.',
  'visitedByType.action.viewMore': 'Mehr anzeigen',
  'visitedByType.action.viewLess': 'Weniger anzeigen',
  'featuredDocsCard.learnMoreTitle': 'MEHR ERFAHREN',
  'featuredDocsCard.empty.title': 'Keine Dokumente',
  'featuredDocsCard.empty.description':
    'Legen Sie ein eigenes Dokument an. Wie das geht, steht in der Einführung',
  'featuredDocsCard.empty.learnMoreLinkTitle': 'ANLEITUNG',
};

export default messages;
