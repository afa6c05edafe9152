import { Suspense } from 'react';
import { Container, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Loading } from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import { serviceLevelsRouteRef } from './routes';
import styles from './ServiceLevelsPage.module.css';
import { TABS, type ServiceLevelsTab } from './tabs';
import { serviceLevelsTranslationRef } from './translation';

/** One tab under the bar with all of them. */
export function ServiceLevelsPage(props: { tab: ServiceLevelsTab }) {
  const { id: shown, Content } = props.tab;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const navigate = useNavigate();
  const base = useRouteRef(serviceLevelsRouteRef)();
  return (
    <Container py="4">
      <Tabs
        selectedKey={shown}
        onSelectionChange={key => {
          const next = TABS.find(({ id }) => id === key);
          if (next && next.id !== shown) {
            navigate(next.path === '/' ? base : base + next.path);
          }
        }}
      >
        <TabList aria-label={t('general.title')} className={styles.tabs}>
          {TABS.map(({ id }) => (
            <Tab key={id} id={id}>
              {t(`general.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {/* A panel takes no other id later: each tab has one of its own. */}
        <TabPanel key={shown} id={shown}>
          <Suspense fallback={<Loading rows={4} rowHeight={80} />}>
            <Content />
          </Suspense>
        </TabPanel>
      </Tabs>
    </Container>
  );
}
