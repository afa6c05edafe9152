import type { ReactNode } from 'react';
import { Box, Flex, Text } from '@backstage/ui';

/**
 * Says that there is nothing, why that may be, and what to do.
 * @public
 */
export function EmptyState(props: {
  title: string;
  description: string;
  action?: ReactNode;
}) {
  return (
    <Box py="6" px="4">
      <Flex direction="column" gap="3" align="start">
        <Text as="p" variant="body-large" weight="bold">
          {props.title}
        </Text>
        <Text as="p" color="secondary">
          {props.description}
        </Text>
        {props.action}
      </Flex>
    </Box>
  );
}
