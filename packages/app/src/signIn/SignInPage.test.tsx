import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SignInPage } from './SignInPage';

function open(environment?: string) {
  return renderInTestApp(<SignInPage onSignInSuccess={() => {}} />, {
    config: {
      auth: { environment },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
}

describe('SignInPage', () => {
  it('offers the example people in development', async () => {
    open('development');
    expect(await screen.findAllByRole('article')).toHaveLength(9);
  });

  it.each(['production', undefined])(
    'offers nobody when auth.environment is %s',
    async environment => {
      open(environment);
      expect(
        await screen.findByText('No sign-in is configured'),
      ).toBeInTheDocument();
      expect(screen.queryByRole('article')).not.toBeInTheDocument();
    },
  );

  it('says that the server does not answer, and tries again as the same person', async () => {
    const fetch = jest
      .spyOn(window, 'fetch')
      .mockRejectedValue(new TypeError('Failed to fetch'));
    const jana = 'user:default/jana.brandt';
    window.sessionStorage.setItem('dualcloud-example-person', jana);
    open('development');
    const title = 'The portal’s server does not answer';
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.queryByText(/fetch/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(title)).toBeInTheDocument();
    const persons = fetch.mock.calls.map(([, init]) =>
      new Headers(init?.headers).get('x-dualcloud-example-person'),
    );
    expect(persons).toEqual([jana, jana]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    expect(await screen.findAllByRole('article')).toHaveLength(9);
    fetch.mockRestore();
  });
});
