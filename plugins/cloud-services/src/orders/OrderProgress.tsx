import { Flex, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Order,
  OrderStep,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  localize,
  StatusBadge,
  useFormat,
  useLanguage,
  useNow,
} from '@dualcloud/foundation-react';
import { StateBadge } from '../environments/states';
import { cloudServicesTranslationRef } from '../translation';
import { Quotation, reasonText } from '../journal';
import { byDependency } from './byDependency';
import { failureText } from './failureText';
import styles from './OrderProgress.module.css';

function secondsBetween(from: string | undefined, to: number | string): number {
  if (!from) return 0;
  const end = typeof to === 'number' ? to : new Date(to).getTime();
  return Math.max(0, Math.round((end - new Date(from).getTime()) / 1000));
}

function Step(props: { step: OrderStep; now: number }) {
  const { step, now } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const language = useLanguage();
  return (
    <li className={styles.step} data-state={step.state}>
      <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
        <Text as="p" weight="bold">
          {t(`step.${step.action}`, { component: step.componentName })}
        </Text>
        <Flex gap="2" align="center">
          {step.simulated && (
            <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
          )}
          <StateBadge state={step.state} />
        </Flex>
      </Flex>
      <Text as="p" variant="body-small" color="secondary">
        {[
          localize(step.serviceTitles, language, step.serviceTitle),
          localize(step.planTitles, language, step.planName),
          step.dependsOn?.length &&
            t('step.after', { components: format.list(step.dependsOn) }),
          step.startedAt &&
            format.duration(
              secondsBetween(step.startedAt, step.finishedAt ?? now),
            ),
          step.attempts > 1 &&
            t('step.attempts', { attempts: String(step.attempts) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {step.reason && (
        <Text as="p" variant="body-small">
          {t('step.repeating', { reason: reasonText(t, step.reason) })}
        </Text>
      )}
      {step.description && (
        <Text as="p" variant="body-small">
          <Quotation label={t('step.brokerSays')} words={step.description} />
        </Text>
      )}
      {step.failure && (
        <Text as="p" variant="body-small">
          {failureText(step.failure, t, format)}
          {step.failure.brokerDescription &&
            step.failure.brokerDescription !== step.description && (
              <>
                {' '}
                <Quotation words={step.failure.brokerDescription} />
              </>
            )}
        </Text>
      )}
    </li>
  );
}

/** An order's steps in the order in which they depend on each other, live. */
export function OrderProgress(props: { order: Order }) {
  const { order } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const isActive = order.state === 'accepted' || order.state === 'running';
  const now = useNow(1000, isActive);
  const { done, total } = order.progress;
  const summary = t('order.progress', {
    done: format.number(done),
    total: format.number(total),
  });
  const running = order.steps
    .filter(step => step.state === 'running')
    .map(step => t(`step.${step.action}`, { component: step.componentName }));

  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
        <StateBadge state={order.state} />
        <Text as="p">{summary}</Text>
        <Text as="p" color="secondary">
          {t('order.elapsed', {
            time: format.duration(
              secondsBetween(order.requestedAt, order.finishedAt ?? now),
            ),
          })}
        </Text>
      </Flex>
      <progress
        className={styles.bar}
        aria-label={t('order.progressLabel')}
        value={done}
        max={Math.max(total, 1)}
      />
      {/* Read aloud when a step changes, not each second. */}
      <VisuallyHidden aria-live="polite">
        {`${t(`state.${order.state}`)}. ${summary}. ${running.join(', ')}`}
      </VisuallyHidden>
      <ol className={styles.steps}>
        {byDependency(order.steps).map(step => (
          <Step key={step.id} step={step} now={now} />
        ))}
      </ol>
    </Flex>
  );
}
