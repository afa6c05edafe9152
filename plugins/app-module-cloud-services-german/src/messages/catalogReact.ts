import type { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import type { German } from './German';

const messages: German<typeof catalogReactTranslationRef> = {
  'catalogFilter.title': 'Filter',
  'catalogFilter.buttonTitle': 'Filter',
  'entityKindPicker.title': 'Art',
  'entityKindPicker.errorMessage': 'Die Arten konnten nicht geladen werden',
  'entityLifecyclePicker.title': 'Lebenszyklus',
  'entityNamespacePicker.title': 'Namensraum',
  'entityOwnerPicker.title': 'Eigentümer',
  'entityProcessingStatusPicker.title': 'Stand der Verarbeitung',
  'entityTagPicker.title': 'Schlagwörter',
  'entityPeekAheadPopover.title':
    'Öffnen Sie den Eintrag, um alle Schlagwörter zu sehen.',
  'entityPeekAheadPopover.emailCardAction.title': 'E-Mail an {{email}}',
  'entityPeekAheadPopover.emailCardAction.subTitle': 'mailto {{email}}',
  'entityPeekAheadPopover.emailCardAction.ariaLabel': 'E-Mail schreiben',
  'entityPeekAheadPopover.entityCardActionsAriaLabel': 'Anzeigen',
  'entityPeekAheadPopover.entityCardActionsTitle': 'Einzelheiten anzeigen',
  'entitySearchBar.placeholder': 'Suchen',
  'entityTypePicker.title': 'Typ',
  'entityTypePicker.errorMessage': 'Die Typen konnten nicht geladen werden',
  'entityTypePicker.optionAllTitle': 'alle',
  'favoriteEntity.addToFavorites': 'Als Favorit merken',
  'favoriteEntity.removeFromFavorites': 'Aus den Favoriten entfernen',
  'inspectEntityDialog.title': 'Eintrag untersuchen',
  'inspectEntityDialog.closeButtonTitle': 'Schließen',
  'inspectEntityDialog.ancestryPage.title': 'Herkunft',
  'inspectEntityDialog.ancestryPage.description':
    'Dies sind die Vorfahren des Eintrags: die Kette der Einträge von oben bis zu diesem, in der {{processorsLink}}, die schließlich zu diesem Eintrag führten. Mit Beziehungen hat das nichts zu tun.',
  'inspectEntityDialog.ancestryPage.processorsLink':
    'Prozessoren Kindeinträge erzeugt haben',
  'inspectEntityDialog.colocatedPage.title': 'Gleicher Ort',
  'inspectEntityDialog.colocatedPage.description':
    'Dies sind die Einträge, die vom selben Ort stammen wie dieser: aus derselben Datenquelle (zum Beispiel derselben YAML-Datei) oder vom selben Ursprung (zum Beispiel der ursprünglich angemeldeten Adresse).',
  'inspectEntityDialog.colocatedPage.alertNoLocation':
    'Der Eintrag nennt keinen Ort.',
  'inspectEntityDialog.colocatedPage.alertNoEntity':
    'An diesem Ort gibt es keine weiteren Einträge.',
  'inspectEntityDialog.colocatedPage.locationHeader': 'Am selben Ort',
  'inspectEntityDialog.colocatedPage.originHeader': 'Vom selben Ursprung',
  'inspectEntityDialog.colocatedPage.entityListAriaLabel':
    'Einträge vom selben Ort',
  'inspectEntityDialog.jsonPage.title': 'Eintrag als JSON',
  'inspectEntityDialog.jsonPage.description':
    'Dies sind die unveränderten Daten des Katalogs als JSON.',
  'inspectEntityDialog.overviewPage.title': 'Überblick',
  'inspectEntityDialog.overviewPage.relation.title': 'Beziehungen',
  'inspectEntityDialog.overviewPage.status.title': 'Zustand',
  'inspectEntityDialog.overviewPage.identity.title': 'Identität',
  'inspectEntityDialog.overviewPage.metadata.title': 'Metadaten',
  'inspectEntityDialog.overviewPage.annotations': 'Annotationen',
  'inspectEntityDialog.overviewPage.labels': 'Labels',
  'inspectEntityDialog.overviewPage.tags': 'Schlagwörter',
  'inspectEntityDialog.overviewPage.copyAriaLabel': '{{label}} kopieren',
  'inspectEntityDialog.overviewPage.copiedStatus': 'Kopiert',
  'inspectEntityDialog.overviewPage.helpLinkAriaLabel': 'Mehr erfahren',
  'inspectEntityDialog.yamlPage.title': 'Eintrag als YAML',
  'inspectEntityDialog.yamlPage.description':
    'Dies sind die unveränderten Daten des Katalogs als YAML.',
  'inspectEntityDialog.tabNames.overview': 'Überblick',
  'inspectEntityDialog.tabNames.ancestry': 'Herkunft',
  'inspectEntityDialog.tabNames.colocated': 'Gleicher Ort',
  'inspectEntityDialog.tabNames.json': 'JSON',
  'inspectEntityDialog.tabNames.yaml': 'YAML',
  'inspectEntityDialog.tabsAriaLabel': 'Ansichten des Eintrags',
  'unregisterEntityDialog.title':
    'Möchten Sie diesen Eintrag wirklich abmelden?',
  'unregisterEntityDialog.cancelButtonTitle': 'Abbrechen',
  'unregisterEntityDialog.deleteButtonTitle': 'Eintrag löschen',
  'unregisterEntityDialog.deleteEntitySuccessMessage':
    'Der Eintrag {{entityName}} wurde entfernt',
  'unregisterEntityDialog.bootstrapState.title':
    'Sie können diesen Eintrag nicht abmelden, weil er aus der geschützten Konfiguration des Portals stammt (Ort „{{location}}“). Wenn Sie das für einen Irrtum halten, wenden Sie sich an den Betrieb von {{appTitle}}.',
  'unregisterEntityDialog.bootstrapState.advancedDescription':
    'Sie können den Eintrag selbst aus dem Katalog löschen. Tun Sie das nur, wenn Sie wissen, dass die Katalogdatei an ihrem Ursprungsort gelöscht oder von dort verschoben wurde. Sonst erscheint der Eintrag bei der nächsten Aktualisierung wieder.',
  'unregisterEntityDialog.bootstrapState.advancedOptions':
    'Erweiterte Möglichkeiten',
  'unregisterEntityDialog.onlyDeleteStateTitle':
    'Dieser Eintrag scheint von keinem angemeldeten Ort zu stammen. Sie können ihn deshalb nur ganz aus dem Katalog löschen.',
  'unregisterEntityDialog.unregisterState.title':
    'Diese Aktion meldet die folgenden Einträge ab:',
  'unregisterEntityDialog.unregisterState.subTitle':
    'Sie stammen von diesem Ort:',
  'unregisterEntityDialog.unregisterState.description':
    'Um das rückgängig zu machen, melden Sie den Eintrag in {{appTitle}} wieder an.',
  'unregisterEntityDialog.unregisterState.unregisterButtonTitle':
    'Ort abmelden',
  'unregisterEntityDialog.unregisterState.advancedOptions':
    'Erweiterte Möglichkeiten',
  'unregisterEntityDialog.unregisterState.advancedDescription':
    'Sie können auch den Eintrag selbst aus dem Katalog löschen. Tun Sie das nur, wenn Sie wissen, dass die Katalogdatei an ihrem Ursprungsort gelöscht oder von dort verschoben wurde. Sonst erscheint der Eintrag bei der nächsten Aktualisierung wieder.',
  'unregisterEntityDialog.errorStateTitle':
    'Interner Fehler: unbekannter Zustand',
  'userListPicker.defaultOrgName': 'Organisation',
  'userListPicker.personalFilter.title': 'Persönlich',
  'userListPicker.personalFilter.ownedLabel': 'Eigene',
  'userListPicker.personalFilter.starredLabel': 'Favoriten',
  'userListPicker.orgFilterAllLabel': 'Alle',
  'entityTableColumnTitle.name': 'Name',
  'entityTableColumnTitle.system': 'System',
  'entityTableColumnTitle.owner': 'Eigentümer',
  'entityTableColumnTitle.type': 'Typ',
  'entityTableColumnTitle.lifecycle': 'Lebenszyklus',
  'entityTableColumnTitle.namespace': 'Namensraum',
  'entityTableColumnTitle.description': 'Beschreibung',
  'entityTableColumnTitle.tags': 'Schlagwörter',
  'entityTableColumnTitle.targets': 'Ziele',
  'entityTableColumnTitle.title': 'Titel',
  'entityTableColumnTitle.label': 'Label',
  'entityTableColumnTitle.domain': 'Domäne',
  'entityRelationCard.emptyHelpLinkTitle': 'So ändern Sie das.',
  'missingAnnotationEmptyState.title': 'Fehlende Annotation',
  'missingAnnotationEmptyState.readMore': 'Mehr erfahren',
  'missingAnnotationEmptyState.annotationYaml':
    'Ergänzen Sie die Annotation im YAML des Eintrags ({{entityKind}}), wie im Beispiel unten hervorgehoben:',
  'missingAnnotationEmptyState.generateDescription_one':
    'Die Annotation {{annotations}} fehlt. Ergänzen Sie sie im Eintrag ({{entityKind}}), wenn Sie dieses Werkzeug nutzen möchten.',
  'missingAnnotationEmptyState.generateDescription_other':
    'Die Annotationen {{annotations}} fehlen. Ergänzen Sie sie im Eintrag ({{entityKind}}), wenn Sie dieses Werkzeug nutzen möchten.',
};

export default messages;
