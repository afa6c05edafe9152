import { Container } from '@backstage/ui';
import { Loading } from './Loading';

/**
 * The outline of a whole page, while its code is fetched.
 * @public
 */
export function PageLoading() {
  return (
    <Container py="4">
      <Loading rows={4} rowHeight={80} />
    </Container>
  );
}
