import type { Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OsbAnswer } from '../broker/Broker';
import type { AnswerFault } from './types';

const ERROR_CODES: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  422: 'ConcurrencyError',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

function malformedBody(
  form: Extract<AnswerFault, { kind: 'malformed' }>['form'],
): { type: string; text: string } {
  switch (form) {
    case 'bad-json':
      return { type: 'application/json', text: '{"operation": oops}' };
    case 'truncated':
      return { type: 'application/json', text: '{"operation": "prov' };
    case 'html':
      return {
        type: 'text/html',
        text: '<html><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'wrong-types':
      return {
        type: 'application/json',
        text: '{"operation":{"a":1},"state":42,"services":"none","credentials":[],"metadata":"x"}',
      };
    default:
      return { type: 'application/json', text: '' };
  }
}

/** Answers as the rule says; the request is carried out only where the rule wants its effect. */
export async function answerWithFault(
  fault: AnswerFault,
  response: Response,
  carryOut: () => Promise<OsbAnswer>,
  send: (answer: OsbAnswer) => void,
): Promise<void> {
  if ('afterEffect' in fault && fault.afterEffect) {
    // What the platform would have been told does not matter: it is not going to hear it.
    await carryOut().catch(() => undefined);
  }
  switch (fault.kind) {
    case 'timeout':
      await sleep(fault.ms, undefined, { ref: false });
      response.socket?.destroy();
      return;
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      send(await carryOut());
      return;
    case 'drop':
      response.socket?.destroy();
      return;
    case 'status': {
      if (fault.retryAfter !== undefined) {
        response.setHeader('Retry-After', String(fault.retryAfter));
      }
      response.status(fault.status);
      if (fault.status === 204 || fault.status === 304) {
        response.end();
      } else {
        response.json(
          fault.body ?? {
            error: fault.error ?? ERROR_CODES[fault.status] ?? 'Fault',
            description:
              fault.description ?? 'The broker was told to answer like this.',
          },
        );
      }
      return;
    }
    case 'malformed': {
      const { type, text } = malformedBody(fault.form);
      response
        .status(fault.status ?? 200)
        .setHeader('Content-Type', type)
        .end(text);
      return;
    }
    default: {
      const answer = await carryOut();
      send({
        ...answer,
        headers: { ...answer.headers, 'Retry-After': String(fault.value) },
      });
    }
  }
}
