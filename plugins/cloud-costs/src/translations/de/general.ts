import type { generalMessages } from '../en/general';

export const generalMessagesDe: Record<keyof typeof generalMessages, string> = {
  'general.title': 'Kosten',
  'general.loadMore': 'Mehr laden',
  'general.none': 'Keine',
  'general.simulated': 'Simuliert',
  'general.stage.development': 'Entwicklung',
  'general.stage.test': 'Test',
  'general.stage.production': 'Produktion',
  'plot.interval': 'Zeit',
  'plot.legend': 'Gruppen im Diagramm',
  'plot.table': 'Dasselbe als Tabelle',
  'plot.total': 'Summe',
};
