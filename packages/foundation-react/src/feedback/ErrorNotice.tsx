import { Alert, Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { foundationTranslationRef } from '../translation';
import { describeError } from './describeError';

/**
 * Says what went wrong in the server's own words, field by field, and what can
 * be done next.
 * @public
 */
export function ErrorNotice(props: {
  error: Error;
  title?: string;
  onRetry?: () => void;
}) {
  const { t } = useTranslationRef(foundationTranslationRef);
  const { message, details, howToRequest, next } = describeError(props.error);

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title ?? t('error.title')}
      description={
        <Flex direction="column" gap="1">
          <span>{message}</span>
          {details.length > 0 && (
            <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
              {details.map(detail => (
                <li key={`${detail.field} ${detail.rule}`}>
                  <strong>{detail.field}</strong>: {detail.message}
                </li>
              ))}
            </ul>
          )}
          {howToRequest && (
            <span>{t('error.howToRequest', { contact: howToRequest })}</span>
          )}
          {next && <span>{t(`error.next.${next}`)}</span>}
        </Flex>
      }
      customActions={
        props.onRetry && (
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('action.tryAgain')}
          </Button>
        )
      }
    />
  );
}
