import { useId, type ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/**
 * A part of a page under its own heading.
 * @public
 */
export function Section(props: {
  title: string;
  level?: 'h2' | 'h3';
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const level = props.level ?? 'h2';
  return (
    <section aria-labelledby={id}>
      <Flex direction="column" gap="3">
        <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
          <Text
            as={level}
            id={id}
            variant={level === 'h2' ? 'title-small' : 'title-x-small'}
            style={{ minWidth: 0, overflowWrap: 'anywhere', hyphens: 'auto' }}
          >
            {props.title}
          </Text>
          {props.actions && (
            <Flex gap="2" style={{ flexWrap: 'wrap' }}>
              {props.actions}
            </Flex>
          )}
        </Flex>
        {props.description && (
          <Text as="p" color="secondary">
            {props.description}
          </Text>
        )}
        {props.children}
      </Flex>
    </section>
  );
}
