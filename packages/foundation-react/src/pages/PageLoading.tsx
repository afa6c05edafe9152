import { Container } from '@backstage/ui';
import { Loading } from '../feedback';

/** The outline of a whole page, while its code is fetched. */
export function PageLoading() {
  return (
    <Container py="4">
      <Loading rows={4} rowHeight={80} />
    </Container>
  );
}
