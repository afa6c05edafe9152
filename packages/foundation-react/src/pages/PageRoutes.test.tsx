import { lazy } from 'react';
import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Route } from 'react-router-dom';
import { PageRoutes } from './PageRoutes';

const Late = lazy(async () => ({ default: () => <p>Fetched</p> }));

const at = (path: string) =>
  renderInTestApp(
    <PageRoutes>
      <Route path="/" element={<p>First</p>} />
      {['one', 'two'].map(name => (
        <Route key={name} path={name} element={<p>{name}</p>} />
      ))}
      <Route path="late" element={<Late />} />
    </PageRoutes>,
    { initialRouteEntries: [path], mountPath: '/*' },
  );

it.each([
  ['/', 'First'],
  ['/two', 'two'],
  ['/late', 'Fetched'],
])('shows at %s what belongs there', async (path, text) => {
  at(path);
  expect(await screen.findByText(text)).toBeVisible();
  expect(screen.queryByText('There is no such page')).toBeNull();
});

it('says where there is nothing, and how to get on', async () => {
  at('/three/four');
  expect(await screen.findByText('There is no such page')).toBeVisible();
  expect(
    screen.getByRole('link', { name: 'To the start page' }),
  ).toHaveAttribute('href', '/');
});
