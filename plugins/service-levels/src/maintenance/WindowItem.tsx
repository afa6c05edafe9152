import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MaintenanceWindow,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  localize,
  PartyLink,
  StatusBadge,
  useLanguage,
  type Tone,
} from '@dualcloud/foundation-react';
import { useZonedFormat, type ZonedFormat } from '../clock';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { Standings } from './Standings';

const TONES: Record<MaintenanceWindow['state'], Tone> = {
  announced: 'info',
  running: 'busy',
  over: 'quiet',
  withdrawn: 'quiet',
};

/** What somebody can do about a window. */
export type WindowDeed = {
  deed: MaintenanceWindow['deeds'][number];
  window: MaintenanceWindow;
  title: string;
  zoned: ZonedFormat;
};

/** The clock of the agreement that a window concerns; of several, the first. */
export function zoneOf(
  window: MaintenanceWindow,
  levels: ReadonlyMap<string, ServiceLevel>,
): string | undefined {
  return window.commitments
    .map(({ commitmentId }) => levels.get(commitmentId)?.timeZone)
    .find(zone => zone !== undefined);
}

/** One announced window, with what each agreement says of it. */
export function WindowItem(props: {
  window: MaintenanceWindow;
  levels: ReadonlyMap<string, ServiceLevel>;
  onDo: (deed: WindowDeed) => void;
}) {
  const { window, levels, onDo } = props;
  const { from, to } = window.interval;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  const zoned = useZonedFormat(zoneOf(window, levels));
  const title = localize(window.titles, language);
  const when = zoned.range(from, to ?? from);
  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <Text as="h3" variant="title-x-small">
          {title}
        </Text>
        <div>{when}</div>
        <div className={styles.small}>
          {t('field.zone', { timeZone: zoned.timeZone })}
        </div>
        {window.description && <Text as="p">{window.description}</Text>}
        <ul className={styles.plain} aria-label={t('maintenance.what')}>
          {window.subjectRefs.map(ref => (
            <li key={ref}>
              <PartyLink entityRef={ref} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        {window.state !== 'withdrawn' && (
          <Standings window={window} levels={levels} zoned={zoned} />
        )}
      </div>
      <Flex direction="column" gap="2" align="start">
        <div className={styles.badges}>
          <StatusBadge tone={TONES[window.state]}>
            {t(`maintenance.state.${window.state}`)}
          </StatusBadge>
          <StatusBadge tone={window.impact === 'down' ? 'bad' : 'warning'}>
            {t(`outage.impact.${window.impact}`)}
          </StatusBadge>
        </div>
        {window.announcedAt && (
          <div className={styles.small}>
            {t('maintenance.announcedAt', {
              when: zoned.moment(window.announcedAt),
            })}
          </div>
        )}
        {window.deeds.map(deed => (
          <Button
            key={deed}
            size="small"
            variant="secondary"
            aria-label={t(`maintenance.${deed}.label`, { title, when })}
            onPress={() => onDo({ deed, window, title, zoned })}
          >
            {t(`maintenance.${deed}`)}
          </Button>
        ))}
      </Flex>
    </li>
  );
}
