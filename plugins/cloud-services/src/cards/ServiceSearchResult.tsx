import { Badge, Flex, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudServicesTranslationRef } from '../translation';

/** A cloud service or blueprint among search results. */
export function ServiceSearchResult(props: {
  result?: { title: string; text: string; location: string };
}) {
  const { result } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  if (!result) return null;
  return (
    <Flex direction="column" gap="1" p="3">
      <Flex gap="2" align="center">
        <Link href={result.location}>{result.title}</Link>
        <Badge size="small">{t('cards.searchKind')}</Badge>
      </Flex>
      <Text as="p" variant="body-small">
        {result.text}
      </Text>
    </Flex>
  );
}
