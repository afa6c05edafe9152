import { Button, Flex } from '@backstage/ui';
import { useWords } from '../../words';
import styles from '../takeover.module.css';

/** Sends the form, or leaves it. */
export function FormEnd(props: {
  label: string;
  isPending: boolean;
  isDisabled?: boolean;
  onLeave: () => void;
}) {
  const { t } = useWords();
  return (
    <Flex gap="2" className={styles.wrap}>
      <Button
        type="submit"
        variant="primary"
        isPending={props.isPending}
        isDisabled={props.isDisabled}
      >
        {props.label}
      </Button>
      <Button variant="secondary" onPress={props.onLeave}>
        {t('delivery.cancel')}
      </Button>
    </Flex>
  );
}
