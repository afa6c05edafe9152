import { ButtonLink, Container } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '../feedback';
import { foundationTranslationRef } from '../translation';

/** Where an address leads nowhere. */
export function UnknownPage() {
  const { t } = useTranslationRef(foundationTranslationRef);
  return (
    <Container py="4">
      <EmptyState
        title={t('page.unknown')}
        description={t('page.unknown.means')}
        action={
          <ButtonLink variant="secondary" href="/">
            {t('page.home')}
          </ButtonLink>
        }
      />
    </Container>
  );
}
