import type { ReactNode } from 'react';
import { Badge } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckLine,
  RiInformationLine,
  RiLoader4Line,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './StatusBadge.module.css';

/**
 * How good or urgent a state is; the badge shows it by colour and sign.
 * @public
 */
export type Tone = 'good' | 'busy' | 'bad' | 'warning' | 'quiet' | 'info';

const icons = {
  good: RiCheckLine,
  busy: RiLoader4Line,
  bad: RiAlertLine,
  warning: RiTimeLine,
  quiet: RiSubtractLine,
  info: RiInformationLine,
};

/**
 * A state in words, with a sign of its own beside the colour.
 * @public
 */
export function StatusBadge(props: { tone: Tone; children: ReactNode }) {
  const Icon = icons[props.tone];
  return (
    <Badge
      size="small"
      icon={
        <Icon className={styles[props.tone]} size={14} aria-hidden="true" />
      }
    >
      {props.children}
    </Badge>
  );
}
