import { PartyLink, Facts } from '@dualcloud/foundation-react';
import { useMemo, type ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';
import type { JsonObject } from '@backstage/types';
import type { RJSFSchema } from '@rjsf/utils';
import { useWords, type Words } from '../words';
import { pagesOf } from './pages';
import styles from './filing.module.css';

/** What was filled in, page by page, in words instead of values. */
export function FilledIn(props: {
  form: readonly Record<string, unknown>[];
  value: JsonObject;
}) {
  const { form, value } = props;
  const words = useWords();
  const { language, t } = words;
  const pages = useMemo(() => pagesOf(form, language), [form, language]);
  return (
    <Flex direction="column" gap="4">
      {pages.map(page => (
        <div key={page.title}>
          <Text as="h3" variant="title-x-small" className={styles.pageTitle}>
            {page.title}
          </Text>
          <Facts
            items={page.fields.map(name => {
              const field = page.schema.properties?.[name] as RJSFSchema;
              return {
                label: field?.title ?? name,
                value: isGiven(value[name]) ? (
                  <Value field={field} value={value[name]} words={words} />
                ) : (
                  <em>{t('form.notGiven')}</em>
                ),
              };
            })}
          />
        </div>
      ))}
    </Flex>
  );
}

function isGiven(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0)
  );
}

function Value(props: {
  field: RJSFSchema;
  value: unknown;
  words: Words;
}): ReactNode {
  const { field, value, words } = props;
  const { t, format } = words;
  if (Array.isArray(value)) {
    return (
      <ul className={styles.values}>
        {value.map(one => (
          <li key={String(one)}>
            <Value field={field} value={one} words={words} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (typeof value === 'number') return format.number(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const choice = field?.enum?.indexOf(text as never) ?? -1;
  const names = (field as { enumNames?: string[] })?.enumNames;
  if (choice >= 0) return names?.[choice] ?? text;
  if (field?.format === 'date') return format.date(`${text}T12:00:00`);
  if (/^[a-z]+:[\w.-]+\/[\w.-]+$/.test(text)) {
    return <PartyLink entityRef={text} />;
  }
  return <span className={styles.text}>{text}</span>;
}
