import { useState } from 'react';
import { Button, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { approvalsRouteRef } from '../../routes';
import { useWords } from '../../words';
import { ApprovalList } from './ApprovalList';
import { ProposeDialog } from './ProposeDialog';
import { useApprovals } from './useApprovals';

/** Standing approvals of the service that a request is about. */
export function ApprovalsOfService({ serviceRef }: { serviceRef: string }) {
  const { t } = useWords();
  const allPath = useRouteRef(approvalsRouteRef);
  const [isOpen, setOpen] = useState(false);
  const { items, error, reload } = useApprovals(serviceRef);
  return (
    <Section
      level="h3"
      title={t('approvals.title')}
      description={t('approvals.means')}
      actions={
        <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
          {t('approvals.propose')}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!items && !error && <Loading rows={1} />}
      {items?.length === 0 && (
        <Text as="p" color="secondary">
          {t('approvals.none')}
        </Text>
      )}
      {items && items.length > 0 && (
        <ApprovalList approvals={items} onDone={reload} />
      )}
      <Link href={allPath()}>{t('approvals.all')}</Link>
      {isOpen && (
        <ProposeDialog
          serviceRef={serviceRef}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            reload();
          }}
        />
      )}
    </Section>
  );
}
