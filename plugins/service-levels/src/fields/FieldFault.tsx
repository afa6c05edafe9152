import { RiErrorWarningLine } from '@remixicon/react';
import styles from './fields.module.css';

/** Below a field: what is wrong with it. */
export function FieldFault(props: { id: string; fault: string | undefined }) {
  return (
    <div id={props.id} className={styles.fault} aria-live="polite">
      {props.fault && (
        <>
          <RiErrorWarningLine size={16} aria-hidden="true" /> {props.fault}
        </>
      )}
    </div>
  );
}
