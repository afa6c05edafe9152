// Opened by a mixed team, its agency or its provider: which releases go through by themselves?

import { useState } from 'react';
import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyState, ErrorNotice, Loading } from '@dualcloud/foundation-react';
import { serviceRequestsRouteRef } from '../../routes';
import { LoadMore } from '../../requests/LoadMore';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { ApprovalList } from './ApprovalList';
import { ProposeDialog } from './ProposeDialog';
import { useApprovals } from './useApprovals';

/** Every standing approval that the reader may see. */
export function ApprovalsPage() {
  const { t } = useWords();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const [isOpen, setOpen] = useState(false);
  const pages = useApprovals();
  const { items, error, reload } = pages;
  const propose = (
    <Button variant="primary" onPress={() => setOpen(true)}>
      {t('approvals.propose')}
    </Button>
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={requestsPath()}>{t('general.back')}</Link>
        <Flex justify="between" align="center" className={styles.wrap}>
          <Text as="h2" variant="title-medium">
            {t('approvals.title')}
          </Text>
          {items && items.length > 0 && propose}
        </Flex>
        <Text as="p">{t('approvals.means')}</Text>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!items && !error && <Loading rows={3} />}
        {items?.length === 0 && (
          <EmptyState
            title={t('approvals.empty.title')}
            description={t('approvals.empty.description')}
            action={propose}
          />
        )}
        {items && items.length > 0 && (
          <ApprovalList approvals={items} onDone={reload} />
        )}
        <LoadMore pages={pages} />
        {isOpen && (
          <ProposeDialog
            onClose={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              reload();
            }}
          />
        )}
      </Flex>
    </Container>
  );
}
