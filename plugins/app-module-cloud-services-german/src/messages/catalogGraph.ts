import type { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import type { German } from './German';

const messages: German<typeof catalogGraphTranslationRef> = {
  'catalogGraphCard.title': 'Beziehungen',
  'catalogGraphCard.deepLinkTitle': 'Graph ansehen',
  'catalogGraphPage.title': 'Kataloggraph',
  'catalogGraphPage.filterToggleButtonTitle': 'Filter',
  'catalogGraphPage.supportButtonDescription':
    'Nehmen Sie Ihre Komponente in den Katalog auf, damit sie hier erscheint.',
  'catalogGraphPage.simplifiedSwitchLabel': 'Vereinfacht',
  'catalogGraphPage.mergeRelationsSwitchLabel': 'Beziehungen zusammenfassen',
  'catalogGraphPage.zoomOutDescription':
    'Verschieben und zoomen Sie mit zwei Fingern. Ein Klick wählt einen Knoten, ein Klick mit der Umschalttaste öffnet den Eintrag.',
  'catalogGraphPage.curveFilter.title': 'Linienform',
  'catalogGraphPage.curveFilter.curveMonotoneX': 'Geschwungen',
  'catalogGraphPage.curveFilter.curveStepBefore': 'Rechtwinklig',
  'catalogGraphPage.directionFilter.title': 'Richtung',
  'catalogGraphPage.directionFilter.leftToRight': 'Von links nach rechts',
  'catalogGraphPage.directionFilter.rightToLeft': 'Von rechts nach links',
  'catalogGraphPage.directionFilter.topToBottom': 'Von oben nach unten',
  'catalogGraphPage.directionFilter.bottomToTop': 'Von unten nach oben',
  'catalogGraphPage.maxDepthFilter.title': 'Größte Tiefe',
  'catalogGraphPage.maxDepthFilter.inputPlaceholder': '∞ unbegrenzt',
  'catalogGraphPage.maxDepthFilter.clearButtonAriaLabel':
    'Größte Tiefe zurücksetzen',
  'catalogGraphPage.selectedKindsFilter.title': 'Arten',
  'catalogGraphPage.selectedRelationsFilter.title': 'Beziehungen',
};

export default messages;
