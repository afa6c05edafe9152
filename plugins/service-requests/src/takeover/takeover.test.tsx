import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import { aRequest } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { anApproval, aRelease, aTakeover } from '../__testUtils__/takeovers';
import { ApprovalsPage } from './approvals';
import { ReleasePage } from './delivery';
import { TakeoverSection } from './TakeoverSection';

const here = backend('/takeovers/takeover-1');
const takeover = (change = {}) =>
  http.get(here, () => HttpResponse.json(aTakeover(change)));
const list = (path: string, items: unknown[]) =>
  http.get(backend(path), () =>
    HttpResponse.json({ items, totalItems: items.length }),
  );

const request = (change = {}) =>
  aRequest({ state: 'in-takeover', phase: 'realisation', ...change });

const { answer } = startBackend(
  http.get(backend('/requests/request-1'), () => HttpResponse.json(request())),
  http.get(backend('/releases/release-1'), () => HttpResponse.json(aRelease())),
  list('/releases', [aRelease()]),
  list('/takeovers', [aTakeover()]),
  list('/standing-approvals', []),
  takeover(),
);

/** What is sent to a route, in order. */
function record(method: 'post' | 'put', path: string, result: unknown) {
  const sent: unknown[] = [];
  answer(
    http[method](path, async call => {
      const body = await call.request.text();
      sent.push(body && JSON.parse(body));
      return HttpResponse.json(result as object);
    }),
  );
  return sent;
}

const show = (change = {}, language?: string) =>
  renderPage(<TakeoverSection request={request(change)} onDone={() => {}} />, {
    language,
  });

const gate = (name: string) =>
  within(screen.getByText(name).closest('li') as HTMLElement);

it('says of each gate in words whether it is passed, what is missing and where one mends it', async () => {
  show();
  expect(await screen.findByText('Progress of the takeover:')).toBeVisible();
  expect(screen.getByText('2 of 8 done')).toBeVisible();
  expect(
    screen.getByText(/Gates in the way: 2. Required items open: 2/),
  ).toBeVisible();
  expect(gate('Error budget is left').getByText('Passed')).toBeVisible();
  const evidence = gate('Evidence is there');
  expect(evidence.getByText('Missing')).toBeVisible();
  expect(evidence.getByText('The security evidence is missing.')).toBeVisible();
  expect(
    evidence.getByRole('link', { name: /Complete the papers/ }),
  ).toHaveAttribute(
    'href',
    '/service-requests/request-1/release?release=release-1',
  );
  expect(gate('Rules are kept').getByText('Excepted')).toBeVisible();
  expect(gate('Rules are kept').getByText('Exception in force')).toBeVisible();
  const parity = gate('Test and production are alike');
  expect(parity.getByText('Could not be checked')).toBeVisible();
  expect(parity.getByRole('link', { name: /Go and see/ })).toHaveAttribute(
    'href',
    '/environments/production-1',
  );
});

it('leads to what is open at the desk about the service', async () => {
  answer(
    takeover({
      serviceRef: 'cloudservice:default/records',
      gates: [
        {
          id: 'open-tickets',
          titles: { en: 'Nothing is open' },
          state: 'failed',
          findings: [{ en: 'Incident INC-2026-0001 is open.' }],
          excepted: false,
          clear: false,
        },
      ],
    }),
  );
  show();
  expect(
    await screen.findByRole('link', {
      name: 'To the incidents and problems: Nothing is open',
    }),
  ).toHaveAttribute(
    'href',
    '/service-desk?service=cloudservice%3Adefault%2Frecords',
  );
});

it('asks for an exception with a reason and a last day', async () => {
  const sent = record('post', `${here}/exceptions`, aTakeover());
  show();
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Ask for an exception: Evidence is there',
    }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  const send = dialog.getByRole('button', { name: 'Ask for an exception' });
  await userEvent.click(send);
  expect(await dialog.findByText('Fill this in.')).toBeVisible();
  await userEvent.type(dialog.getByRole('textbox'), 'Follows on Friday');
  await userEvent.click(send);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([
    {
      gate: 'evidence',
      reason: 'Follows on Friday',
      until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    },
  ]);
});

it('lets a second person confirm an exception that was asked for', async () => {
  const exception = {
    id: 'exception-2',
    gate: 'evidence',
    reason: 'Follows on Friday',
    until: '2026-12-15',
    askedBy: 'user:default/paul.richter',
    askedAt: '2026-06-10T08:00:00.000Z',
    state: 'asked',
    mayConfirm: true,
  };
  answer(takeover({ exceptions: [exception] }));
  const sent = record(
    'post',
    `${here}/exceptions/exception-2/confirmation`,
    aTakeover(),
  );
  show();
  await userEvent.click(
    await screen.findByRole('button', { name: /Confirm the exception/ }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/until Dec 15, 2026 this gate/)).toBeVisible();
  await userEvent.click(
    dialog.getByRole('button', { name: 'Confirm the exception' }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toHaveLength(1);
});

it('gives evidence for one’s own items, and the word of one’s own side', async () => {
  const evidence = record('put', `${here}/checklist/backup`, aTakeover());
  const verdicts = record('put', `${here}/verdicts/acceptance`, aTakeover());
  show();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Fulfil: Backup is set up' }),
  );
  const item = within(await screen.findByRole('dialog'));
  await userEvent.type(item.getByRole('textbox'), 'Restored on 1 June');
  await userEvent.click(item.getByRole('button', { name: 'Fulfil' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(evidence).toEqual([
    { fulfilled: true, evidence: 'Restored on 1 June' },
  ]);

  // What begins the operation waits until everything is in order.
  expect(
    screen.getByRole('button', { name: 'Declare: Release for operation' }),
  ).toBeDisabled();
  expect(screen.getByText(/Possible once all gates/)).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', { name: 'Declare: Acceptance' }),
  );
  const verdict = within(await screen.findByRole('dialog'));
  await userEvent.click(verdict.getByRole('button', { name: 'Declare' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(verdicts).toEqual([{}]);
});

it('rejects with defects', async () => {
  const sent = record('post', `${here}/rejection`, aTakeover());
  show();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Reject with defects' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  const send = dialog.getByRole('button', { name: 'Reject with defects' });
  await userEvent.click(send);
  expect(await dialog.findByText('Fill this in.')).toBeVisible();
  await userEvent.type(
    dialog.getByRole('textbox', { name: /What is wrong/ }),
    'Log-in fails',
  );
  await userEvent.click(send);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([
    { defects: [{ title: 'Log-in fails', severity: 'major' }] },
  ]);
});

it('rolls an accepted one back with a reason, and shows what a rejected one lacked', async () => {
  answer(takeover({ state: 'accepted', mayReject: false, mayRollBack: true }));
  const sent = record('post', `${here}/rollback`, aTakeover());
  const { unmount } = show();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Roll back' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/That cannot be taken back/)).toBeVisible();
  await userEvent.type(dialog.getByRole('textbox'), 'It loses records');
  await userEvent.click(dialog.getByRole('button', { name: 'Roll back' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([{ reason: 'It loses records' }]);
  unmount();

  answer(
    takeover({
      state: 'rejected',
      defects: [{ title: 'Anmeldung scheitert', severity: 'critical' }],
    }),
  );
  show({}, 'de');
  expect(await screen.findByText('Mit Mängeln abgelehnt')).toBeVisible();
  expect(
    screen.getByText('Anmeldung scheitert').closest('li'),
  ).toHaveTextContent('Schwere: kritisch');
});

it('tells whoever delivers to deliver, opens the takeover, and says nothing of a request that ended before', async () => {
  answer(list('/releases', []), list('/takeovers', []));
  const first = show({ mayDeliver: true });
  expect(
    await screen.findByRole('link', { name: 'Deliver a release' }),
  ).toHaveAttribute('href', '/service-requests/request-1/release');
  first.unmount();

  const second = show({ ended: true, phase: 'end' });
  await waitFor(() =>
    expect(screen.queryByText('Takeover into operation')).toBeNull(),
  );
  second.unmount();

  answer(list('/releases', [aRelease()]));
  const sent = record('post', backend('/takeovers'), aTakeover());
  show({ mayOpenTakeover: true });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Open the takeover of 1.0.0' }),
  );
  await waitFor(() =>
    expect(sent).toEqual([{ releaseId: 'release-1', requestId: 'request-1' }]),
  );
});

const release = (search = '') =>
  renderPage(
    <Routes>
      <Route
        path="/service-requests/:requestId/release"
        element={<ReleasePage />}
      />
    </Routes>,
    { at: `/service-requests/request-1/release${search}` },
  );

it('delivers a release with artefacts, bill of materials and papers, and shows at the field what is wrong', async () => {
  answer(
    http.get(backend('/requests/request-1'), () =>
      HttpResponse.json(request({ mayDeliver: true })),
    ),
    http.post(backend('/releases'), () =>
      errorAnswer(400, {
        name: 'InputError',
        message: 'artefacts[0].sha256: must be a SHA-256 checksum',
        details: [
          {
            field: 'artefacts[0].sha256',
            rule: 'sha256',
            message: 'must be a SHA-256 checksum: 64 hexadecimal digits',
          },
        ],
      }),
    ),
  );
  release();
  const type = async (name: RegExp | string, words: string) =>
    userEvent.type(await screen.findByRole('textbox', { name }), words);
  await type(/^Version/, '1.0.0');
  await type(/^Release notes/, 'First.');
  await type(/^Name/, 'app.tgz');
  await type(/^Where it can be fetched/, 'https://a.example/app.tgz');
  await type(/^SHA-256/, 'abc');
  await type(/^Security evidence/, 'https://a.example/pentest');
  await userEvent.click(
    screen.getByRole('button', { name: 'Add a known error' }),
  );
  await type(/^What happens/, 'It is slow');
  const deliver = screen.getByRole('button', { name: 'Deliver' });
  await userEvent.click(deliver);
  expect(
    (await screen.findAllByText(/must be a SHA-256 checksum: 64/)).length,
  ).toBe(2);

  const sent = record('post', backend('/releases'), aRelease());
  await userEvent.click(deliver);
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      /^\/service-requests\/request-1$/,
    ),
  );
  expect(sent).toEqual([
    {
      requestId: 'request-1',
      version: '1.0.0',
      kind: 'minor',
      notes: 'First.',
      artefacts: [
        { name: 'app.tgz', url: 'https://a.example/app.tgz', sha256: 'abc' },
      ],
      papers: {
        knownErrors: [{ title: 'It is slow' }],
        testEvidence: [],
        supportContact: '',
        thirdLevelHours: { text: '' },
        security: { link: 'https://a.example/pentest' },
      },
    },
  ]);
});

it('completes papers with what was changed alone', async () => {
  const sent = record('put', backend('/releases/release-1/papers'), aRelease());
  release('?release=release-1');
  const save = await screen.findByRole('button', { name: 'Save the papers' });
  expect(save).toBeDisabled();
  await userEvent.type(
    screen.getByRole('textbox', { name: /^Data protection/ }),
    'Assessed on 1 October',
  );
  await userEvent.click(save);
  await waitFor(() =>
    expect(sent).toEqual([
      { dataProtection: { text: 'Assessed on 1 October' } },
    ]),
  );
});

it('shows standing approvals with limits and use, and lets a side grant and end them', async () => {
  answer(list('/standing-approvals', [anApproval()]));
  const granted = record(
    'post',
    backend('/standing-approvals/approval-1/grant'),
    anApproval(),
  );
  const ended = record(
    'post',
    backend('/standing-approvals/approval-1/withdrawal'),
    anApproval(),
  );
  renderPage(<ApprovalsPage />);
  expect(await screen.findByText('2 of 3')).toBeVisible();
  expect(
    screen.getByText('still missing: The IT service provider'),
  ).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', { name: /^Grant the standing approval/ }),
  );
  let dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Grant' }));
  await waitFor(() => expect(granted).toHaveLength(1));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await userEvent.click(
    screen.getByRole('button', { name: /^End the standing approval/ }),
  );
  dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox'), 'The team has changed');
  await userEvent.click(dialog.getByRole('button', { name: 'End' }));
  await waitFor(() =>
    expect(ended).toEqual([{ reason: 'The team has changed' }]),
  );
});

it('says who has ended a standing approval, and why', async () => {
  answer(
    list('/standing-approvals', [
      anApproval({
        state: 'withdrawn',
        withdrawnBy: 'user:default/miriam.vogt',
        withdrawnAt: '2026-12-01T10:00:00Z',
        reason: 'Two were rolled back',
      }),
    ]),
  );
  renderPage(<ApprovalsPage />);
  const ended = await screen.findByText('Ended by');
  expect(ended.nextElementSibling).toHaveTextContent(/miriam\.vogt.*2026/i);
  expect(screen.getByText('Two were rolled back')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^End/ })).toBeNull();
});

it('says that the portal itself has taken a release over', async () => {
  answer(
    takeover({
      state: 'accepted',
      standingApprovalId: 'approval-1',
      events: [
        {
          id: '1',
          at: '2026-12-01T10:00:00Z',
          by: 'plugin:service-requests',
          event: 'accept',
          titles: { en: 'Taken over', de: 'Übernommen' },
        },
      ],
    }),
  );
  show({}, 'de');
  await userEvent.click(await screen.findByText(/Festgehaltene Schritte/));
  expect(screen.getByText(/Das Portal selbst/)).toBeVisible();
  expect(
    screen.getByText(/Checkliste und Erklärungen wurden nicht verlangt/),
  ).toBeVisible();
  expect(await screen.findByText('app.tgz')).toBeVisible();
  // Nothing is left that looks as if it were still to be done.
  expect(screen.queryByText('Erklärungen')).toBeNull();
  expect(screen.queryByText('Unterlagen vervollständigen')).toBeNull();
});
