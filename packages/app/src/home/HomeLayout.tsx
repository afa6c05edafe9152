// Everybody lands here first: what is this portal for, where does one begin, and what needs me?
import { cloneElement } from 'react';
import { ButtonLink, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  HomePageLayoutProps,
  HomePageWidgetData,
} from '@backstage/plugin-home-react/alpha';
import { portalTranslationRef } from '../translation';
import styles from './HomeLayout.module.css';

const STATUS = 'ServiceStatus';
const FAVOURITES = 'HomePageStarredEntities';
const FIRST = [
  'MyRequests',
  'MyEnvironments',
  'MyServiceLevels',
  'MyCosts',
  'UnreadNotifications',
];

/**
 * What the portal's plugins bring is shown, newcomers too. Of what the home
 * plugin itself brings (jokes, clocks, a toolkit) only the favourites are of
 * use, and searching has its place in the sidebar.
 */
function isShown({ name, node }: HomePageWidgetData): boolean {
  return (
    name === FAVOURITES ||
    !['home', 'search'].includes(node.spec.plugin.pluginId)
  );
}

function rank({ name = '' }: HomePageWidgetData): number {
  if (name === FAVOURITES) return FIRST.length + 1;
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

function useTitle(): (name?: string, title?: string) => string | undefined {
  const { t } = useTranslationRef(portalTranslationRef);
  return (name, title) => {
    switch (name) {
      case FAVOURITES:
        return t('home.favourites');
      case 'MyEnvironments':
        return t('home.environments');
      case 'MyRequests':
        return t('home.requests');
      case 'MyServiceLevels':
        return t('home.serviceLevels');
      case 'MyCosts':
        return t('home.costs');
      default:
        // Without a title the widget has a heading of its own.
        return title;
    }
  };
}

export function HomeLayout({ widgets }: HomePageLayoutProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  const titleOf = useTitle();
  const status = widgets.find(({ name }) => name === STATUS);
  const shown = widgets
    .filter(widget => widget !== status && isShown(widget))
    .sort((a, b) => rank(a) - rank(b));
  return (
    <main className={styles.page}>
      <div className={styles.status}>{status?.component}</div>
      <div className={styles.welcome}>
        <h1 className={styles.title}>{t('home.welcome')}</h1>
        <Text as="p">{t('home.introduction')}</Text>
        <div className={styles.actions}>
          <ButtonLink href="/cloud-services" variant="primary">
            {t('home.catalogue')}
          </ButtonLink>
          <ButtonLink href="/environments" variant="secondary">
            {t('home.environments')}
          </ButtonLink>
        </div>
      </div>
      <div className={styles.widgets}>
        {shown.map(({ component, name, node, title }) => (
          <div key={node.spec.id}>
            {cloneElement(component, { title: titleOf(name, title) })}
          </div>
        ))}
      </div>
    </main>
  );
}
