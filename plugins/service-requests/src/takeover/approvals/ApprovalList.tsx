import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import type { StandingApproval } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  Facts,
  PartyLink,
  StatusBadge,
  type Tone,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { ApprovalDialog, type ApprovalDeed } from './ApprovalDialog';

const TONES: Record<StandingApproval['state'], Tone> = {
  proposed: 'busy',
  'in-force': 'good',
  expired: 'quiet',
  withdrawn: 'quiet',
};
const SIDES = ['customer', 'provider'] as const;

/** Each with its limits, how far they are used, and who has granted it. */
export function ApprovalList(props: {
  approvals: readonly StandingApproval[];
  onDone: () => void;
}) {
  const { approvals, onDone } = props;
  const [asked, setAsked] = useState<{
    approval: StandingApproval;
    deed: ApprovalDeed;
  }>();
  const titleOf = useEntityTitles(approvals.map(one => one.serviceRef));
  return (
    <>
      <ul className={styles.plain}>
        {approvals.map(approval => (
          <Approval
            key={approval.id}
            approval={approval}
            service={titleOf(approval.serviceRef)}
            onAsk={deed => setAsked({ approval, deed })}
          />
        ))}
      </ul>
      {asked && (
        <ApprovalDialog
          {...asked}
          service={titleOf(asked.approval.serviceRef)}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            onDone();
          }}
        />
      )}
    </>
  );
}

function Approval(props: {
  approval: StandingApproval;
  service: string;
  onAsk: (deed: ApprovalDeed) => void;
}) {
  const { approval, service, onAsk } = props;
  const { t, format } = useWords();
  const isOver = approval.state === 'withdrawn' || approval.state === 'expired';
  return (
    <li className={styles.entry}>
      <Flex direction="column" gap="2" align="start">
        <Flex gap="3" align="center" className={styles.wrap}>
          <strong>
            <PartyLink entityRef={approval.serviceRef} />
          </strong>
          <StatusBadge tone={TONES[approval.state]}>
            {t(`approvals.state.${approval.state}`)}
          </StatusBadge>
        </Flex>
        <Facts
          items={[
            {
              label: t('approvals.kinds'),
              value: format.list(
                approval.kinds.map(kind => t(`release.kind.${kind}`)),
              ),
            },
            {
              label: t('approvals.used'),
              value: t('approvals.used.count', {
                used: String(approval.usedThisWeek),
                perWeek: String(approval.perWeek),
              }),
            },
            {
              label: t('approvals.budget'),
              value: t(
                `approvals.budget.${approval.whileBudgetLasts ? 'yes' : 'no'}`,
              ),
            },
            {
              label: t('approvals.until'),
              value: format.date(`${approval.until}T12:00:00`),
            },
            {
              label: t('approvals.grants'),
              value: <Grants approval={approval} />,
            },
            {
              label: t('approvals.ended'),
              value: approval.withdrawnBy && approval.withdrawnAt && (
                <span className={styles.people}>
                  <PartyLink entityRef={approval.withdrawnBy} />,{' '}
                  {format.dateTime(approval.withdrawnAt)}
                </span>
              ),
            },
            { label: t('approvals.reason'), value: approval.reason },
          ]}
        />
        {!isOver && (
          <Flex gap="2" className={styles.wrap}>
            {approval.mayGrant && (
              <Button
                size="small"
                variant="primary"
                aria-label={t('approvals.grantFor', { service })}
                onPress={() => onAsk('grant')}
              >
                {t('approvals.grant')}
              </Button>
            )}
            {approval.mayWithdraw && (
              <Button
                size="small"
                variant="secondary"
                aria-label={t('approvals.withdrawFor', { service })}
                onPress={() => onAsk('withdraw')}
              >
                {t('approvals.withdraw')}
              </Button>
            )}
          </Flex>
        )}
      </Flex>
    </li>
  );
}

function Grants({ approval }: { approval: StandingApproval }) {
  const { t, format } = useWords();
  const { grants, state } = approval;
  const missing = SIDES.filter(
    side => !grants.some(({ role }) => role === side),
  );
  return (
    <ul className={`${styles.inner} ${styles.people}`}>
      {grants.map(({ role, by, at }) => (
        <li key={role}>
          {t(`role.${role}`)}: <PartyLink entityRef={by} />,{' '}
          {format.dateTime(at)}
        </li>
      ))}
      {state === 'proposed' &&
        missing.map(role => (
          <li key={role}>
            {t('approvals.grants.missing', { role: t(`role.${role}`) })}
          </li>
        ))}
    </ul>
  );
}
