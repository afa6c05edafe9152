import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudCostsTranslationRef } from '../../translation';
import { useGroupingName, type NameOf } from '../useNames';
import { climbed, type CostViewControl } from '../view';
import styles from '../explorer.module.css';

/** The way down that one has taken; each step leads back up. */
export function DrillPath(props: { control: CostViewControl; nameOf: NameOf }) {
  const { control, nameOf } = props;
  const { view, hrefTo } = control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const groupingName = useGroupingName();
  if (view.path.length === 0) return null;
  return (
    <nav aria-label={t('explorer.path')}>
      <ol className={styles.path}>
        <li>
          <Link href={hrefTo(climbed(view, 0))}>{t('explorer.all')}</Link>
        </li>
        {view.path.map(({ dimension, value }, index) => {
          const name = `${groupingName(dimension)}: ${nameOf(dimension, {
            key: value,
          })}`;
          const isLast = index === view.path.length - 1;
          return (
            <li
              key={`${dimension} ${value}`}
              aria-current={isLast || undefined}
            >
              {isLast ? (
                name
              ) : (
                <Link href={hrefTo(climbed(view, index + 1))}>{name}</Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
