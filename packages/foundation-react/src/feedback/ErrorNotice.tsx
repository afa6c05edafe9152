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
  /** Says, in place of the server's words, that what the page is about is not there. */
  missing?: string;
}) {
  const { t } = useTranslationRef(foundationTranslationRef);
  const described = describeError(props.error);
  const { details, howToRequest, next } = described;
  const missing = next === 'gone' ? props.missing : undefined;
  const message = described.unreachable
    ? t('error.unreachable')
    : described.message;

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title ?? t('error.title')}
      description={
        <Flex direction="column" gap="1">
          <span>{missing ?? message}</span>
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
          {next && !missing && <span>{t(`error.next.${next}`)}</span>}
          {/* Below, where it takes no room from the words on a narrow page. */}
          {props.onRetry && (
            <div>
              <Button size="small" variant="secondary" onPress={props.onRetry}>
                {t('action.tryAgain')}
              </Button>
            </div>
          )}
        </Flex>
      }
    />
  );
}
