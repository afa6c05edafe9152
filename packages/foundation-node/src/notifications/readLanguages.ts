import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { NotificationLanguage } from './Notifier';

/**
 * Reads in which languages people are told; absent: in both.
 *
 * @throws InputError that names the key and what it has to be
 * @public
 */
export function readNotificationLanguages(
  config: RootConfigService,
  key: string,
): NotificationLanguage[] {
  const languages = config.getOptionalStringArray(key) ?? ['en', 'de'];
  if (languages.length === 0) {
    throw new InputError(`${key} must name a language, en or de`);
  }
  return languages.map(language => {
    if (language === 'en' || language === 'de') return language;
    throw new InputError(
      `${key} must be a list of en and de, not "${language}"`,
    );
  });
}
