/** The part of the scaffolder's messages that people who write templates see. */
export default {
  'templateEditorForm.stepper.emptyText':
    'Die Vorlage hat keine Parameter für eine Vorschau.',
  'templatingExtensions.title': 'Erweiterungen für Vorlagen',
  'templatingExtensions.pageTitle': 'Erweiterungen für Vorlagen',
  'templatingExtensions.subtitle':
    'Alle verfügbaren Erweiterungen für Vorlagen',
  'templatingExtensions.content.emptyState.title': 'Nichts anzuzeigen',
  'templatingExtensions.content.emptyState.description':
    'Es gibt keine Erweiterungen, oder das Backend war nicht zu erreichen.',
  'templatingExtensions.content.searchFieldPlaceholder': 'Erweiterung suchen',
  'templatingExtensions.content.filters.title': 'Filter',
  'templatingExtensions.content.filters.notAvailable':
    'Es gibt keine Filter für Vorlagen.',
  'templatingExtensions.content.filters.metadataAbsent':
    'Keine Angaben zum Filter',
  'templatingExtensions.content.filters.schema.input': 'Eingabe',
  'templatingExtensions.content.filters.schema.arguments': 'Argumente',
  'templatingExtensions.content.filters.schema.output': 'Ausgabe',
  'templatingExtensions.content.filters.examples': 'Beispiele',
  'templatingExtensions.content.functions.title': 'Funktionen',
  'templatingExtensions.content.functions.notAvailable':
    'Es gibt keine allgemeinen Funktionen für Vorlagen.',
  'templatingExtensions.content.functions.metadataAbsent':
    'Keine Angaben zur Funktion',
  'templatingExtensions.content.functions.schema.arguments': 'Argumente',
  'templatingExtensions.content.functions.schema.output': 'Ausgabe',
  'templatingExtensions.content.functions.examples': 'Beispiele',
  'templatingExtensions.content.values.title': 'Werte',
  'templatingExtensions.content.values.notAvailable':
    'Es gibt keine allgemeinen Werte für Vorlagen.',
  'templateIntroPage.title': 'Vorlagen verwalten',
  'templateIntroPage.subtitle':
    'Vorlagen, Formulare und eigene Felder bearbeiten und ausprobieren',
  'templateFormPage.title': 'Vorlageneditor',
  'templateFormPage.subtitle':
    'Formulare von Vorlagen bearbeiten und ausprobieren',
  'templateCustomFieldPage.title': 'Eigene Felder',
  'templateCustomFieldPage.subtitle':
    'Eigene Felder bearbeiten und ausprobieren',
  'templateEditorPage.title': 'Vorlageneditor',
  'templateEditorPage.subtitle':
    'Vorlagen und ihre Formulare bearbeiten und ausprobieren',
  'templateEditorPage.dryRunResults.title': 'Ergebnisse des Probelaufs',
  'templateEditorPage.dryRunResultsList.title': 'Ergebnis {{resultId}}',
  'templateEditorPage.dryRunResultsList.downloadButtonTitle':
    'Als .zip herunterladen',
  'templateEditorPage.dryRunResultsList.deleteButtonTitle': 'Ergebnis löschen',
  'templateEditorPage.dryRunResultsView.tab.files': 'Dateien',
  'templateEditorPage.dryRunResultsView.tab.log': 'Protokoll',
  'templateEditorPage.dryRunResultsView.tab.output': 'Ausgabe',
  'templateEditorPage.taskStatusStepper.skippedStepTitle': 'Übersprungen',
  'templateEditorPage.customFieldExplorer.selectFieldLabel':
    'Eigenes Feld wählen',
  'templateEditorPage.customFieldExplorer.fieldForm.title':
    'Optionen des Feldes',
  'templateEditorPage.customFieldExplorer.fieldForm.applyButtonTitle':
    'Übernehmen',
  'templateEditorPage.customFieldExplorer.fieldPreview.title':
    'Vorschau des Feldes',
  'templateEditorPage.customFieldExplorer.preview.title':
    'Angaben in der Vorlage',
  'templateEditorPage.templateEditorBrowser.closeConfirmMessage':
    'Sind Sie sicher? Nicht gespeicherte Änderungen gehen verloren',
  'templateEditorPage.templateEditorBrowser.saveIconTooltip':
    'Alle Dateien speichern',
  'templateEditorPage.templateEditorBrowser.reloadIconTooltip':
    'Ordner neu laden',
  'templateEditorPage.templateEditorBrowser.closeIconTooltip':
    'Ordner schließen',
  'templateEditorPage.templateEditorIntro.title': 'Womit möchten Sie beginnen?',
  'templateEditorPage.templateEditorIntro.loadLocal.title':
    'Vorlagenordner öffnen',
  'templateEditorPage.templateEditorIntro.loadLocal.description':
    'Öffnet einen Ordner auf Ihrem Rechner; Sie können Ihre Vorlage bearbeiten und ausführen.',
  'templateEditorPage.templateEditorIntro.loadLocal.unsupportedTooltip':
    'Nur in manchen Chromium-Browsern und nur über HTTPS',
  'templateEditorPage.templateEditorIntro.createLocal.title':
    'Neue Vorlage anlegen',
  'templateEditorPage.templateEditorIntro.createLocal.description':
    'Legt einen Vorlagenordner auf Ihrem Rechner an; Sie können Ihre Vorlage bearbeiten und ausführen.',
  'templateEditorPage.templateEditorIntro.createLocal.unsupportedTooltip':
    'Nur in manchen Chromium-Browsern und nur über HTTPS',
  'templateEditorPage.templateEditorIntro.formEditor.title':
    'Formulare ausprobieren',
  'templateEditorPage.templateEditorIntro.formEditor.description':
    'Zeigt und ändert das Formular einer Vorlage, eines Beispiels oder einer aus dem Katalog.',
  'templateEditorPage.templateEditorIntro.fieldExplorer.title': 'Eigene Felder',
  'templateEditorPage.templateEditorIntro.fieldExplorer.description':
    'Zeigt die installierten eigenen Felder zum Ausprobieren.',
  'templateEditorPage.templateEditorTextArea.saveIconTooltip':
    'Datei speichern',
  'templateEditorPage.templateEditorTextArea.refreshIconTooltip':
    'Datei neu laden',
  'templateEditorPage.templateEditorTextArea.emptyStateParagraph':
    'Wählen Sie etwas im Menü „Datei“.',
  'templateEditorPage.templateFormPreviewer.title': 'Vorhandene Vorlage laden',
  'templateEditorToolbar.customFieldExplorerTooltip': 'Eigene Felder',
  'templateEditorToolbar.installedActionsDocumentationTooltip':
    'Dokumentation der installierten Aktionen',
  'templateEditorToolbar.templatingExtensionsDocumentationTooltip':
    'Dokumentation der Erweiterungen für Vorlagen',
  'templateEditorToolbar.addToCatalogButton': 'Veröffentlichen',
  'templateEditorToolbar.addToCatalogDialogTitle': 'Änderungen veröffentlichen',
  'templateEditorToolbar.addToCatalogDialogContent.stepsIntroduction':
    'So legen Sie eine Vorlage an oder ändern sie:',
  'templateEditorToolbar.addToCatalogDialogContent.stepsListItems':
    'Speichern Sie die Dateien der Vorlage in einem Ordner auf Ihrem Rechner\nErstellen Sie einen Pull Request für ein neues oder vorhandenes Git-Repository\nGibt es die Vorlage schon, erscheinen die Änderungen im Softwarekatalog, sobald der Pull Request übernommen ist\nIst die Vorlage neu, melden Sie ihr Repository im Softwarekatalog an, wie es die Dokumentation beschreibt',
  'templateEditorToolbar.addToCatalogDialogActions.documentationButton':
    'Zur Dokumentation',
  'templateEditorToolbar.addToCatalogDialogActions.documentationUrl':
    'https://backstage.io/docs/features/software-templates/adding-templates/',
  'templateEditorToolbarFileMenu.button': 'Datei',
  'templateEditorToolbarFileMenu.options.openDirectory':
    'Vorlagenordner öffnen',
  'templateEditorToolbarFileMenu.options.createDirectory':
    'Vorlagenordner anlegen',
  'templateEditorToolbarFileMenu.options.closeEditor':
    'Vorlageneditor schließen',
  'templateEditorToolbarTemplatesMenu.button': 'Vorlagen',
};
