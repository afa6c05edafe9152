import type { homeReactTranslationRef } from '@backstage/plugin-home-react/alpha';
import type { German } from './German';

const messages: German<typeof homeReactTranslationRef> = {
  'settingsModal.title': 'Einstellungen',
  'settingsModal.closeButtonTitle': 'Schließen',
  'cardExtension.settingsButtonTitle': 'Einstellungen',
};

export default messages;
