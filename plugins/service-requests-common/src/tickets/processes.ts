import type { LocalizedText } from '@dualcloud/foundation-common';
import type { TicketKind, TicketProcess } from './types';

const text = (en: string, de: string): LocalizedText => ({ en, de });

const CLOSED = {
  id: 'closed',
  titles: text('Closed', 'Geschlossen'),
  open: false,
};

const WITHDRAWN = {
  id: 'withdrawn',
  titles: text('Withdrawn', 'Zurückgezogen'),
  open: false,
};

const CLOSE = text('Close', 'Schließen');
const REOPEN = text('Open again', 'Wieder öffnen');
const WITHDRAW = text('Withdraw', 'Zurückziehen');

/** Something does not work as agreed, and is to work again soon. */
const INCIDENT: TicketProcess = {
  states: [
    {
      id: 'new',
      titles: text('New', 'Neu'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'in-progress',
      titles: text('In progress', 'In Bearbeitung'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'waiting',
      titles: text('Question to the reporter', 'Rückfrage'),
      waitsFor: 'reporter',
      open: true,
    },
    {
      id: 'restored',
      titles: text('Restored', 'Behoben'),
      waitsFor: 'reporter',
      open: false,
    },
    CLOSED,
    WITHDRAWN,
  ],
  events: [
    {
      id: 'take-up',
      titles: text('Take up', 'Übernehmen'),
      from: ['new'],
      to: 'in-progress',
      by: ['assignee', 'provider'],
      times: 'responded',
    },
    {
      id: 'ask',
      titles: text('Ask the reporter', 'Rückfrage stellen'),
      from: ['in-progress'],
      to: 'waiting',
      by: ['assignee', 'provider'],
      needs: ['reason'],
    },
    {
      id: 'answer',
      titles: text('Answer', 'Antworten'),
      from: ['waiting'],
      to: 'in-progress',
      by: ['reporter', 'customer'],
      needs: ['reason'],
    },
    {
      id: 'restore',
      titles: text('Report as restored', 'Als behoben melden'),
      from: ['in-progress', 'waiting'],
      to: 'restored',
      by: ['assignee', 'provider'],
      needs: ['resolution'],
      times: 'restored',
    },
    {
      id: 'reopen',
      titles: REOPEN,
      from: ['restored'],
      to: 'in-progress',
      by: ['reporter', 'customer', 'assignee', 'provider'],
      needs: ['reason'],
      times: 'not-restored',
    },
    {
      id: 'close',
      titles: CLOSE,
      from: ['restored'],
      to: 'closed',
      by: ['reporter', 'customer', 'provider'],
    },
    {
      id: 'withdraw',
      titles: WITHDRAW,
      from: ['new', 'in-progress', 'waiting'],
      to: 'withdrawn',
      by: ['reporter', 'provider'],
      needs: ['reason'],
    },
  ],
};

/** The cause of incidents, which is to be found and removed. */
const PROBLEM: TicketProcess = {
  states: [
    {
      id: 'recorded',
      titles: text('Recorded', 'Erfasst'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'in-analysis',
      titles: text('In analysis', 'In Analyse'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'known-error',
      titles: text('Known error', 'Bekannter Fehler'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'resolved',
      titles: text('Resolved', 'Gelöst'),
      waitsFor: 'provider',
      open: false,
    },
    CLOSED,
    WITHDRAWN,
  ],
  events: [
    {
      id: 'analyse',
      titles: text('Begin the analysis', 'Analyse beginnen'),
      from: ['recorded'],
      to: 'in-analysis',
      by: ['assignee', 'provider', 'software-provider'],
    },
    {
      id: 'know',
      titles: text('Record as a known error', 'Als bekannten Fehler erfassen'),
      from: ['in-analysis'],
      to: 'known-error',
      by: ['assignee', 'provider', 'software-provider'],
      needs: ['workaround'],
    },
    {
      id: 'resolve',
      titles: text('Report as resolved', 'Als gelöst melden'),
      from: ['in-analysis', 'known-error'],
      to: 'resolved',
      by: ['assignee', 'provider', 'software-provider'],
      needs: ['resolution'],
    },
    {
      id: 'reopen',
      titles: REOPEN,
      from: ['resolved'],
      to: 'in-analysis',
      by: ['assignee', 'provider', 'software-provider'],
      needs: ['reason'],
    },
    {
      id: 'close',
      titles: CLOSE,
      from: ['resolved'],
      to: 'closed',
      by: ['provider'],
    },
    {
      id: 'withdraw',
      titles: WITHDRAW,
      from: ['recorded', 'in-analysis', 'known-error'],
      to: 'withdrawn',
      by: ['reporter', 'provider'],
      needs: ['reason'],
    },
  ],
};

/** Something in operation is to be altered, in a window that is told beforehand. */
const CHANGE: TicketProcess = {
  states: [
    {
      id: 'requested',
      titles: text('Requested', 'Beantragt'),
      waitsFor: 'provider',
      open: true,
    },
    {
      id: 'in-assessment',
      titles: text('In assessment', 'In Bewertung'),
      waitsFor: 'provider',
      open: true,
    },
    {
      id: 'scheduled',
      titles: text('Scheduled', 'Eingeplant'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'in-implementation',
      titles: text('In implementation', 'In Umsetzung'),
      waitsFor: 'assignee',
      open: true,
    },
    {
      id: 'implemented',
      titles: text('Implemented', 'Umgesetzt'),
      waitsFor: 'reporter',
      open: false,
    },
    {
      id: 'rolled-back',
      titles: text('Rolled back', 'Zurückgenommen'),
      waitsFor: 'provider',
      open: false,
    },
    CLOSED,
    {
      id: 'rejected',
      titles: text('Rejected', 'Abgelehnt'),
      open: false,
    },
    WITHDRAWN,
  ],
  events: [
    {
      id: 'assess',
      titles: text('Begin the assessment', 'Bewertung beginnen'),
      from: ['requested'],
      to: 'in-assessment',
      by: ['provider'],
    },
    {
      id: 'schedule',
      titles: text('Schedule', 'Einplanen'),
      from: ['in-assessment'],
      to: 'scheduled',
      by: ['provider'],
      needs: ['window'],
    },
    {
      id: 'reject',
      titles: text('Reject', 'Ablehnen'),
      from: ['requested', 'in-assessment'],
      to: 'rejected',
      by: ['provider'],
      needs: ['reason'],
    },
    {
      id: 'implement',
      titles: text('Begin the implementation', 'Umsetzung beginnen'),
      from: ['scheduled'],
      to: 'in-implementation',
      by: ['assignee', 'provider'],
    },
    {
      id: 'finish',
      titles: text('Report as implemented', 'Als umgesetzt melden'),
      from: ['in-implementation'],
      to: 'implemented',
      by: ['assignee', 'provider'],
      needs: ['resolution'],
    },
    {
      id: 'roll-back',
      titles: text('Roll back', 'Zurücknehmen'),
      from: ['in-implementation', 'implemented'],
      to: 'rolled-back',
      by: ['assignee', 'provider'],
      needs: ['reason'],
    },
    {
      id: 'close',
      titles: CLOSE,
      from: ['implemented', 'rolled-back'],
      to: 'closed',
      by: ['reporter', 'customer', 'provider'],
    },
    {
      id: 'withdraw',
      titles: WITHDRAW,
      from: ['requested', 'in-assessment', 'scheduled'],
      to: 'withdrawn',
      by: ['reporter', 'provider'],
      needs: ['reason'],
    },
  ],
};

/** The tables of states and events, by kind of ticket. @public */
export const TICKET_PROCESSES: Readonly<Record<TicketKind, TicketProcess>> = {
  incident: INCIDENT,
  problem: PROBLEM,
  change: CHANGE,
};
