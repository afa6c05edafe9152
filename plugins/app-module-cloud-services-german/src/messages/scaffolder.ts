import type { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import type { German } from './German';

const messages: German<typeof scaffolderTranslationRef> = {
  'aboutCard.launchTemplate': 'Vorlage ausführen',
  'actionsPage.title': 'Installierte Aktionen',
  'actionsPage.pageTitle': 'Bestellen und erstellen',
  'actionsPage.subtitle': 'Alle Aktionen, die installiert sind',
  'actionsPage.content.emptyState.title': 'Nichts anzuzeigen',
  'actionsPage.content.emptyState.description':
    'Es sind keine Aktionen installiert, oder das Backend war nicht zu erreichen.',
  'actionsPage.content.searchFieldPlaceholder': 'Aktion suchen',
  'actionsPage.action.input': 'Eingabe',
  'actionsPage.action.output': 'Ausgabe',
  'actionsPage.action.examples': 'Beispiele',
  'fields.entityNamePicker.title': 'Name',
  'fields.entityNamePicker.description': 'Eindeutiger Name der Komponente',
  'fields.entityPicker.title': 'Eintrag',
  'fields.entityPicker.description': 'Ein Eintrag des Katalogs',
  'fields.entityTagsPicker.title': 'Schlagwörter',
  'fields.entityTagsPicker.description':
    'Fügen Sie passende Schlagwörter hinzu, jedes mit der Eingabetaste. Erlaubt ist [a-z0-9+#], getrennt durch [-], höchstens 63 Zeichen',
  'fields.multiEntityPicker.title': 'Eintrag',
  'fields.multiEntityPicker.description': 'Ein Eintrag des Katalogs',
  'fields.myGroupsPicker.title': 'Eintrag',
  'fields.myGroupsPicker.description': 'Ein Eintrag des Katalogs',
  'fields.ownedEntityPicker.title': 'Eintrag',
  'fields.ownedEntityPicker.description': 'Ein Eintrag des Katalogs',
  'fields.ownerPicker.title': 'Eigentümer',
  'fields.ownerPicker.description': 'Der Eigentümer der Komponente',
  'fields.azureRepoPicker.organization.title': 'Organisation',
  'fields.azureRepoPicker.organization.description':
    'Die Organisation, zu der das Repository gehören wird',
  'fields.azureRepoPicker.project.title': 'Projekt',
  'fields.azureRepoPicker.project.description':
    'Das Projekt, zu dem das Repository gehören wird',
  'fields.bitbucketRepoPicker.workspaces.title': 'Zulässige Arbeitsbereiche',
  'fields.bitbucketRepoPicker.workspaces.inputTitle': 'Arbeitsbereiche',
  'fields.bitbucketRepoPicker.workspaces.description':
    'Der Arbeitsbereich, zu dem das Repository gehören wird',
  'fields.bitbucketRepoPicker.project.title': 'Zulässige Projekte',
  'fields.bitbucketRepoPicker.project.inputTitle': 'Projekte',
  'fields.bitbucketRepoPicker.project.description':
    'Das Projekt, zu dem das Repository gehören wird',
  'fields.gerritRepoPicker.owner.title': 'Eigentümer',
  'fields.gerritRepoPicker.owner.description':
    'Der Eigentümer des Projekts (freiwillig)',
  'fields.gerritRepoPicker.parent.title': 'Übergeordnetes Projekt',
  'fields.gerritRepoPicker.parent.description':
    'Das Projekt, zu dem das Repository gehören wird',
  'fields.giteaRepoPicker.owner.title': 'Verfügbare Eigentümer',
  'fields.giteaRepoPicker.owner.inputTitle': 'Eigentümer',
  'fields.giteaRepoPicker.owner.description':
    'Der Gitea-Namensraum, zu dem das Repository gehören wird: der Name einer Organisation, Gruppe, Untergruppe oder Person oder des Projekts.',
  'fields.githubRepoPicker.owner.title': 'Verfügbare Eigentümer',
  'fields.githubRepoPicker.owner.inputTitle': 'Eigentümer',
  'fields.githubRepoPicker.owner.description':
    'Die Organisation, die Person oder das Projekt, zu dem das Repository gehören wird',
  'fields.gitlabRepoPicker.owner.title': 'Verfügbare Eigentümer',
  'fields.gitlabRepoPicker.owner.inputTitle': 'Eigentümer',
  'fields.gitlabRepoPicker.owner.description':
    'Der GitLab-Namensraum, zu dem das Repository gehören wird: der Name einer Organisation, Gruppe, Untergruppe oder Person oder des Projekts.',
  'fields.repoUrlPicker.host.title': 'Host',
  'fields.repoUrlPicker.host.description':
    'Der Host, auf dem das Repository angelegt wird',
  'fields.repoUrlPicker.repository.title': 'Verfügbare Repositorys',
  'fields.repoUrlPicker.repository.inputTitle': 'Repository',
  'fields.repoUrlPicker.repository.description': 'Der Name des Repositorys',
  'fields.repoOwnerPicker.title': 'Eigentümer',
  'fields.repoOwnerPicker.description': 'Der Eigentümer des Repositorys',
  'listTaskPage.title': 'Vorgänge',
  'listTaskPage.pageTitle': 'Vorgänge aus Vorlagen',
  'listTaskPage.subtitle': 'Alle Vorgänge, die gestartet wurden',
  'listTaskPage.content.emptyState.title': 'Nichts anzuzeigen',
  'listTaskPage.content.emptyState.description':
    'Es gibt keine Vorgänge, oder das Backend war nicht zu erreichen.',
  'listTaskPage.content.tableTitle': 'Vorgänge',
  'listTaskPage.content.tableCell.taskID': 'Nummer des Vorgangs',
  'listTaskPage.content.tableCell.template': 'Vorlage',
  'listTaskPage.content.tableCell.created': 'Angelegt',
  'listTaskPage.content.tableCell.owner': 'Eigentümer',
  'listTaskPage.content.tableCell.status': 'Zustand',
  'ownerListPicker.title': 'Eigentümer des Vorgangs',
  'ownerListPicker.options.owned': 'Eigene',
  'ownerListPicker.options.all': 'Alle',
  'ongoingTask.title': 'Ausführung von',
  'ongoingTask.pageTitle.hasTemplateName': 'Ausführung von {{templateName}}',
  'ongoingTask.pageTitle.noTemplateName': 'Ausführung einer Vorlage',
  'ongoingTask.subtitle': 'Vorgang {{taskId}}',
  'ongoingTask.cancelButtonTitle': 'Abbrechen',
  'ongoingTask.retryButtonTitle': 'Wiederholen',
  'ongoingTask.startOverButtonTitle': 'Von vorn beginnen',
  'ongoingTask.hideLogsButtonTitle': 'Protokoll ausblenden',
  'ongoingTask.showLogsButtonTitle': 'Protokoll anzeigen',
  'ongoingTask.contextMenu.moreOptions': 'Mehr',
  'ongoingTask.contextMenu.hideLogs': 'Protokoll ausblenden',
  'ongoingTask.contextMenu.showLogs': 'Protokoll anzeigen',
  'ongoingTask.contextMenu.hideButtonBar': 'Schaltflächen ausblenden',
  'ongoingTask.contextMenu.retry': 'Wiederholen',
  'ongoingTask.contextMenu.showButtonBar': 'Schaltflächen anzeigen',
  'ongoingTask.contextMenu.startOver': 'Von vorn beginnen',
  'ongoingTask.contextMenu.cancel': 'Abbrechen',
  'templateEditorForm.stepper.emptyText':
    'Die Vorlage hat keine Parameter, die sich anzeigen ließen.',
  'renderSchema.tableCell.name': 'Name',
  'renderSchema.tableCell.title': 'Titel',
  'renderSchema.tableCell.description': 'Beschreibung',
  'renderSchema.tableCell.type': 'Typ',
  'renderSchema.tableCell.value': 'Wert',
  'renderSchema.undefined': 'Kein Schema festgelegt',
  'templatingExtensions.title': 'Erweiterungen für Vorlagen',
  'templatingExtensions.pageTitle': 'Erweiterungen für Vorlagen',
  'templatingExtensions.subtitle':
    'Alle Erweiterungen, die in Vorlagen verfügbar sind',
  'templatingExtensions.content.emptyState.title': 'Nichts anzuzeigen',
  'templatingExtensions.content.emptyState.description':
    'Es gibt keine Erweiterungen für Vorlagen, oder das Backend war nicht zu erreichen.',
  'templatingExtensions.content.searchFieldPlaceholder': 'Erweiterung suchen',
  'templatingExtensions.content.filters.title': 'Filter',
  'templatingExtensions.content.filters.notAvailable':
    'Es gibt keine Filter für Vorlagen.',
  'templatingExtensions.content.filters.metadataAbsent':
    'Angaben zu Filtern nicht verfügbar',
  'templatingExtensions.content.filters.schema.input': 'Eingabe',
  'templatingExtensions.content.filters.schema.arguments': 'Argumente',
  'templatingExtensions.content.filters.schema.output': 'Ausgabe',
  'templatingExtensions.content.filters.examples': 'Beispiele',
  'templatingExtensions.content.functions.title': 'Funktionen',
  'templatingExtensions.content.functions.notAvailable':
    'Es gibt keine globalen Funktionen für Vorlagen.',
  'templatingExtensions.content.functions.metadataAbsent':
    'Angaben zu Funktionen nicht verfügbar',
  'templatingExtensions.content.functions.schema.arguments': 'Argumente',
  'templatingExtensions.content.functions.schema.output': 'Ausgabe',
  'templatingExtensions.content.functions.examples': 'Beispiele',
  'templatingExtensions.content.values.title': 'Werte',
  'templatingExtensions.content.values.notAvailable':
    'Es gibt keine globalen Werte für Vorlagen.',
  'templateTypePicker.title': 'Kategorien',
  'templateIntroPage.title': 'Vorlagen verwalten',
  'templateIntroPage.subtitle':
    'Vorlagen, Formulare und eigene Felder bearbeiten, ansehen und ausprobieren',
  'templateFormPage.title': 'Vorlageneditor',
  'templateFormPage.subtitle':
    'Formulare von Vorlagen bearbeiten, ansehen und ausprobieren',
  'templateCustomFieldPage.title': 'Eigene Felder erkunden',
  'templateCustomFieldPage.subtitle':
    'Eigene Felder bearbeiten, ansehen und ausprobieren',
  'templateEditorPage.title': 'Vorlageneditor',
  'templateEditorPage.subtitle':
    'Vorlagen und ihre Formulare bearbeiten, ansehen und ausprobieren',
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
    'Eigenes Feld auswählen',
  'templateEditorPage.customFieldExplorer.fieldForm.title':
    'Einstellungen des Feldes',
  'templateEditorPage.customFieldExplorer.fieldForm.applyButtonTitle':
    'Übernehmen',
  'templateEditorPage.customFieldExplorer.fieldPreview.title':
    'Vorschau des Feldes',
  'templateEditorPage.customFieldExplorer.preview.title': 'Text der Vorlage',
  'templateEditorPage.templateEditorBrowser.closeConfirmMessage':
    'Sind Sie sicher? Nicht gespeicherte Änderungen gehen verloren',
  'templateEditorPage.templateEditorBrowser.saveIconTooltip':
    'Alle Dateien speichern',
  'templateEditorPage.templateEditorBrowser.reloadIconTooltip':
    'Verzeichnis neu laden',
  'templateEditorPage.templateEditorBrowser.closeIconTooltip':
    'Verzeichnis schließen',
  'templateEditorPage.templateEditorIntro.title':
    'Beginnen Sie mit einer dieser Möglichkeiten',
  'templateEditorPage.templateEditorIntro.loadLocal.title':
    'Verzeichnis einer Vorlage laden',
  'templateEditorPage.templateEditorIntro.loadLocal.description':
    'Laden Sie das Verzeichnis einer Vorlage von Ihrem Rechner, um die Vorlage zu bearbeiten und auszuprobieren.',
  'templateEditorPage.templateEditorIntro.loadLocal.unsupportedTooltip':
    'Geht nur in manchen auf Chromium beruhenden Browsern und nur über HTTPS',
  'templateEditorPage.templateEditorIntro.createLocal.title':
    'Neue Vorlage anlegen',
  'templateEditorPage.templateEditorIntro.createLocal.description':
    'Legen Sie auf Ihrem Rechner das Verzeichnis einer Vorlage an, um die Vorlage zu bearbeiten und auszuprobieren.',
  'templateEditorPage.templateEditorIntro.createLocal.unsupportedTooltip':
    'Geht nur in manchen auf Chromium beruhenden Browsern und nur über HTTPS',
  'templateEditorPage.templateEditorIntro.formEditor.title':
    'Formulare ausprobieren',
  'templateEditorPage.templateEditorIntro.formEditor.description':
    'Sehen und bearbeiten Sie das Formular einer Vorlage: mit einer Beispielvorlage oder mit einer Vorlage des Katalogs.',
  'templateEditorPage.templateEditorIntro.fieldExplorer.title':
    'Eigene Felder erkunden',
  'templateEditorPage.templateEditorIntro.fieldExplorer.description':
    'Sehen Sie die installierten eigenen Felder und probieren Sie sie aus.',
  'templateEditorPage.templateEditorTextArea.saveIconTooltip':
    'Datei speichern',
  'templateEditorPage.templateEditorTextArea.refreshIconTooltip':
    'Datei neu laden',
  'templateEditorPage.templateEditorTextArea.emptyStateParagraph':
    'Bitte wählen Sie eine Aktion aus dem Menü „Datei“.',
  'templateEditorPage.templateFormPreviewer.title': 'Vorhandene Vorlage laden',
  'templateListPage.title': 'Bestellen und erstellen',
  'templateListPage.subtitle':
    'Umgebungen und IT-Services bestellen, Neues aus Vorlagen erstellen',
  'templateListPage.pageTitle': 'Bestellen und erstellen',
  'templateListPage.templateGroups.defaultTitle': 'Vorlagen',
  'templateListPage.templateGroups.otherTitle': 'Weitere Vorlagen',
  'templateListPage.contentHeader.registerExistingButtonTitle':
    'Vorhandene Komponente anmelden',
  'templateListPage.contentHeader.supportButtonTitle':
    'Bestellen und erstellen Sie aus Vorlagen. Verschiedene Vorlagen ergeben Verschiedenes: Umgebungen, Serviceinstanzen, Komponenten, Dokumentation …',
  'templateListPage.additionalLinksForEntity.viewTechDocsTitle':
    'TechDocs ansehen',
  'templateWizardPage.title': 'Bestellen und erstellen',
  'templateWizardPage.subtitle':
    'Umgebungen und IT-Services bestellen, Neues aus Vorlagen erstellen',
  'templateWizardPage.pageTitle': 'Bestellen und erstellen',
  'templateWizardPage.templateWithTitle': '{{templateTitle}}',
  'templateWizardPage.pageContextMenu.editConfigurationTitle':
    'Konfiguration bearbeiten',
  'templateEditorToolbar.customFieldExplorerTooltip': 'Eigene Felder erkunden',
  'templateEditorToolbar.installedActionsDocumentationTooltip':
    'Beschreibung der installierten Aktionen',
  'templateEditorToolbar.templatingExtensionsDocumentationTooltip':
    'Beschreibung der Erweiterungen für Vorlagen',
  'templateEditorToolbar.addToCatalogButton': 'Veröffentlichen',
  'templateEditorToolbar.addToCatalogDialogTitle': 'Änderungen veröffentlichen',
  'templateEditorToolbar.addToCatalogDialogContent.stepsIntroduction':
    'So legen Sie eine Vorlage an oder ändern sie:',
  'templateEditorToolbar.addToCatalogDialogContent.stepsListItems':
    'Speichern Sie die Dateien der Vorlage in einem Verzeichnis auf Ihrem Rechner\nStellen Sie einen Pull-Request in einem neuen oder vorhandenen Git-Repository\nGibt es die Vorlage schon, erscheinen die Änderungen im Katalog, sobald der Pull-Request übernommen ist\nLegen Sie eine neue Vorlage an, melden Sie ihr Repository im Katalog an; die Anleitung ist unten verlinkt',
  'templateEditorToolbar.addToCatalogDialogActions.documentationButton':
    'Zur Anleitung',
  'templateEditorToolbar.addToCatalogDialogActions.documentationUrl':
    'https://backstage.io/docs/features/software-templates/adding-templates/',
  'templateEditorToolbarFileMenu.button': 'Datei',
  'templateEditorToolbarFileMenu.options.openDirectory':
    'Verzeichnis einer Vorlage öffnen',
  'templateEditorToolbarFileMenu.options.createDirectory':
    'Verzeichnis einer Vorlage anlegen',
  'templateEditorToolbarFileMenu.options.closeEditor':
    'Vorlageneditor schließen',
  'templateEditorToolbarTemplatesMenu.button': 'Vorlagen',
};

export default messages;
