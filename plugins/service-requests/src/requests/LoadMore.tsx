import { Button } from '@backstage/ui';
import type { Pages, ListPage } from '@dualcloud/foundation-react';
import { useWords } from '../words';

/** Goes on with a list where there is more of it. */
export function LoadMore({
  pages,
}: {
  pages: Pick<Pages<ListPage>, 'loadMore' | 'isLoadingMore'>;
}) {
  const { t } = useWords();
  if (!pages.loadMore) return null;
  return (
    <div>
      <Button
        variant="secondary"
        isPending={pages.isLoadingMore}
        onPress={pages.loadMore}
      >
        {t('requests.more')}
      </Button>
    </div>
  );
}
