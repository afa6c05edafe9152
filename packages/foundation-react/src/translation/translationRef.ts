import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * The texts of the shared parts. They bring their own German, which is loaded
 * only when the portal is shown in German; further languages are added by an app
 * module.
 * @public
 */
export const foundationTranslationRef = createTranslationRef({
  id: 'foundation',
  messages,
  translations: { de: () => import('./de') },
});
