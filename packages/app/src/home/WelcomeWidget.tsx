// Everybody lands here first: what is this portal for, and where does one begin?
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { portalTranslationRef } from '../translation';

export function WelcomeWidget() {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <Flex direction="column" gap="4">
      <Text as="h2" variant="title-small">
        {t('home.welcome')}
      </Text>
      <Text as="p">{t('home.introduction')}</Text>
      <Flex gap="3" style={{ flexWrap: 'wrap' }}>
        <ButtonLink href="/cloud-services" variant="primary">
          {t('home.order')}
        </ButtonLink>
        <ButtonLink href="/environments" variant="secondary">
          {t('home.environments')}
        </ButtonLink>
      </Flex>
    </Flex>
  );
}
