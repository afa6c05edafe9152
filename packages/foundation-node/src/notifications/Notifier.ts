import type { NotificationService } from '@backstage/plugin-notifications-node';

/** A language in which people are told. @public */
export type NotificationLanguage = 'en' | 'de';

/** What people are told, in one language. @public */
export type NotificationText = { title: string; description: string };

/** Something that people should know of. @public */
export type Message = {
  /** Users and groups; what is neither hears nothing. */
  to: string | readonly string[];
  texts: Record<NotificationLanguage, NotificationText>;
  /** Path of the page that tells more. */
  link: string;
  severity: 'normal' | 'high';
  /** What of, so that people may turn it off. */
  topic: string;
  /** The same scope again changes the notification instead of adding one. */
  scope: string;
};

/**
 * Tells people through Backstage's notifications. These are plain texts that go
 * to pages, mail and chat alike, and nobody knows the recipients' languages; so
 * each text is in all languages of the portal, one after the other.
 * @public
 */
export class Notifier {
  private constructor(
    private readonly notifications: NotificationService,
    private readonly languages: readonly NotificationLanguage[],
  ) {}

  static create(options: {
    notifications: NotificationService;
    /** In this order; see {@link readNotificationLanguages}. */
    languages: readonly NotificationLanguage[];
  }): Notifier {
    return new Notifier(options.notifications, options.languages);
  }

  /**
   * @returns `nobody` where there is no notifications plugin, or nobody to tell:
   *   pages still tell, and trying again would not help
   * @throws Error if it should be tried again
   */
  async tell(message: Message): Promise<'told' | 'nobody'> {
    const { to, texts, ...payload } = message;
    const entityRef = [to].flat().filter(ref => /^(user|group):/.test(ref));
    if (entityRef.length === 0) return 'nobody';
    const spoken = this.languages.map(language => texts[language]);
    try {
      await this.notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: {
          ...payload,
          title: spoken.map(({ title }) => title).join(' · '),
          description: spoken.map(text => text.description).join('\n'),
        },
      });
      return 'told';
    } catch (error) {
      if (/\b404\b/.test(String(error))) return 'nobody';
      throw error;
    }
  }
}
