import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { SignInPage } from './SignInPage';

function open(environment?: string) {
  return renderInTestApp(<SignInPage onSignInSuccess={() => {}} />, {
    config: { auth: { environment } },
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
});
