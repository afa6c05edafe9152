import type { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import type { German } from './German';

const messages: German<typeof scaffolderReactTranslationRef> = {
  'passwordWidget.content':
    'Dieses Eingabefeld ist unsicher. Bitte verwenden Sie [`ui:field: Secret`](https://backstage.io/docs/features/software-templates/writing-templates/#using-secrets) statt `ui:widget: password`',
  'scaffolderPageContextMenu.moreLabel': 'mehr',
  'scaffolderPageContextMenu.createLabel': 'Bestellen und erstellen',
  'scaffolderPageContextMenu.editorLabel': 'Vorlagen verwalten',
  'scaffolderPageContextMenu.actionsLabel': 'Installierte Aktionen',
  'scaffolderPageContextMenu.tasksLabel': 'Liste der Vorgänge',
  'scaffolderPageContextMenu.templatingExtensionsLabel':
    'Erweiterungen für Vorlagen',
  'stepper.backButtonText': 'Zurück',
  'stepper.createButtonText': 'Abschicken',
  'stepper.reviewButtonText': 'Prüfen',
  'stepper.stepIndexLabel': 'Schritt {{index, number}}',
  'stepper.nextButtonText': 'Weiter',
  'templateCategoryPicker.title': 'Kategorien',
  'templateCard.noDescription': 'Keine Beschreibung',
  'templateCard.chooseButtonText': 'Auswählen',
  'cardHeader.detailBtnTitle': 'Einzelheiten der Vorlage anzeigen',
  'templateOutputs.title': 'Ausgabe als Text',
  'workflow.noDescription': 'Keine Beschreibung',
};

export default messages;
