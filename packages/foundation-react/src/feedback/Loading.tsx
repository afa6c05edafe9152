import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { foundationTranslationRef } from '../translation';

/**
 * The outline of what is about to appear.
 * @public
 */
export function Loading(props: { rows?: number; rowHeight?: number }) {
  const { t } = useTranslationRef(foundationTranslationRef);
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <Flex direction="column" gap="3" aria-hidden="true">
        {Array.from({ length: props.rows ?? 3 }, (_, row) => (
          <Skeleton key={row} width="100%" height={props.rowHeight ?? 48} />
        ))}
      </Flex>
    </div>
  );
}
