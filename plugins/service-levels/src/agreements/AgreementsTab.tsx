// Opened by an agency's service owner: what exactly did we agree, and since when? By
// the provider's service management: which documents were refused, and why?

import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, ErrorNotice, Loading } from '@dualcloud/foundation-react';
import { usePages } from '../api/usePages';
import { serviceLevelsTranslationRef } from '../translation';
import { AgreementTable } from './AgreementTable';
import { RefusedDocuments } from './RefusedDocuments';

const PAGE_SIZE = 50;

/** Versions of agreements, newest first. */
export function AgreementsTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const agreements = usePages(
    (client, cursor) =>
      client.GET('/agreements', {
        params: { query: { limit: PAGE_SIZE, cursor } },
      }),
    'agreements',
  );
  const { items, error, reload } = agreements;
  return (
    <Flex direction="column" gap="4" py="4">
      <RefusedDocuments />
      <Text as="p" color="secondary">
        {t('agreements.means')}
      </Text>
      {error && (
        <ErrorNotice
          error={error}
          title={t('agreements.error')}
          onRetry={reload}
        />
      )}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <EmptyState
          title={t('agreements.empty.title')}
          description={t('agreements.empty.description')}
        />
      )}
      {items && items.length > 0 && (
        <AgreementTable label={t('general.tab.agreements')} summaries={items} />
      )}
      {agreements.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={agreements.isLoadingMore}
            onPress={agreements.loadMore}
          >
            {t('agreements.more')}
          </Button>
        </div>
      )}
    </Flex>
  );
}
