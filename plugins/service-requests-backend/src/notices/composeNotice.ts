import { Process } from '@dualcloud/backstage-plugin-service-requests-common';
import { localize } from '@dualcloud/foundation-common';
import type {
  Message,
  NotificationLanguage,
  NotificationText,
} from '@dualcloud/foundation-node';
import type { RequestStore, StoredRequest } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import {
  composeTakeoverNotice,
  type TakeoverNoticeDeps,
} from './composeTakeoverNotice';
import type { Notice, RequestNotice } from './Notice';
import { holdersOf, partiesOf, type RoleHolders } from './recipients';

type RequestDeps = {
  book: RequestTypeBook;
  store: RequestStore;
  holders: RoleHolders;
  timeZone: string;
};

/** What was said, at most, in a notification. */
const LONGEST = 300;

/** What somebody is told of a notice; nothing if it is about nothing any more. */
export async function composeNotice(
  notice: Notice,
  deps: RequestDeps & TakeoverNoticeDeps,
): Promise<Message[]> {
  return 'requestId' in notice
    ? composeRequestNotice(notice, deps)
    : composeTakeoverNotice(notice, deps);
}

async function composeRequestNotice(
  notice: RequestNotice,
  deps: RequestDeps,
): Promise<Message[]> {
  const request = await deps.store.get(notice.requestId);
  if (!request) return [];
  const { spec } = await deps.book.get(request.typeId);
  if (notice.kind === 'message') {
    return [
      messageTo(partiesOf(request, notice.by), request, 'message', {
        en: textOf(request, 'New message', notice.text),
        de: textOf(request, 'Neue Nachricht', notice.text),
      }),
    ];
  }
  // It has moved on meanwhile, and whose turn it is now has been told.
  if (request.state !== notice.state) return [];
  const state = Process.of(spec.process).state(notice.state);
  const said = (language: NotificationLanguage, words: string) =>
    textOf(
      request,
      `${words}${localize(state.titles, language, state.id)}`,
      localize(state.next, language, ''),
    );
  const turn = state.waitsFor
    ? holdersOf(state.waitsFor, request, deps.holders)
    : [];
  if (notice.kind === 'moved') {
    const { informed = [] } = request.assignment;
    return [
      messageTo(
        [...turn, request.requesterRef, ...informed].filter(
          ref => ref !== notice.by,
        ),
        request,
        'state',
        { en: said('en', ''), de: said('de', '') },
      ),
    ];
  }
  const day = (language: string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: deps.timeZone,
    }).format(new Date(notice.dueAt));
  const isOver = notice.kind === 'overdue';
  const to = isOver ? [...turn, request.assignment.accountable] : turn;
  return [
    messageTo(
      to,
      request,
      'due',
      {
        en: said(
          'en',
          isOver ? `Overdue since ${day('en')}: ` : `Due ${day('en')}: `,
        ),
        de: said(
          'de',
          isOver ? `Überfällig seit ${day('de')}: ` : `Fällig ${day('de')}: `,
        ),
      },
      isOver ? 'high' : 'normal',
    ),
  ];
}

function textOf(
  { number, title }: StoredRequest,
  what: string,
  description: string,
): NotificationText {
  return {
    title: `${number} ${title}: ${what}`,
    description: description.slice(0, LONGEST),
  };
}

function messageTo(
  to: string[],
  { id }: StoredRequest,
  topic: string,
  texts: Message['texts'],
  severity: Message['severity'] = 'normal',
): Message {
  return {
    to: [...new Set(to)],
    texts,
    severity,
    topic: `service-requests.${topic}`,
    scope: `service-requests:${id}:${topic}`,
    link: `/service-requests/${id}`,
  };
}
