import type { approvalsMessages } from '../en/approvals';

export const approvalsMessagesDe: Record<
  keyof typeof approvalsMessages,
  string
> = {
  'approvals.title': 'Dauerfreigaben',
  'approvals.means':
    'Für Teams, die laufend liefern: Releases in den Grenzen werden von selbst übernommen, sobald alle Gates bestanden sind. Behörde und IT-Service-Provider erteilen sie beide, und jede Seite kann sie beenden.',
  'approvals.all': 'Alle Dauerfreigaben',
  'approvals.none': 'Für diesen IT-Service gibt es keine Dauerfreigabe.',
  'approvals.empty.title': 'Keine Dauerfreigaben',
  'approvals.empty.description':
    'Ein Team, das laufend liefert, muss nicht jedes Mal fragen: Schlagen Sie Grenzen vor, in denen seine Releases von selbst übernommen werden.',
  'approvals.propose': 'Dauerfreigabe vorschlagen',
  'approvals.propose.means':
    'Sie gilt, sobald Behörde und IT-Service-Provider sie erteilt haben. Stehen Sie für eine der beiden Seiten, so ist deren Teil damit erteilt.',
  'approvals.service': 'Individualservice',
  'approvals.kinds': 'Arten der Änderung',
  'approvals.perWeek': 'Releases in sieben Tagen',
  'approvals.whileBudgetLasts': 'Nur solange das Fehlerbudget reicht',
  'approvals.budget.yes': 'nur solange es reicht',
  'approvals.budget.no': 'spielt keine Rolle',
  'approvals.budget': 'Fehlerbudget',
  'approvals.until': 'Bis',
  'approvals.until.means': 'Ihr letzter Tag.',
  'approvals.used': 'In den letzten sieben Tagen genutzt',
  'approvals.used.count': '{{used}} von {{perWeek}}',
  'approvals.state': 'Stand',
  'approvals.state.proposed': 'Vorgeschlagen',
  'approvals.state.in-force': 'In Kraft',
  'approvals.state.expired': 'Abgelaufen',
  'approvals.state.withdrawn': 'Beendet',
  'approvals.grants': 'Erteilt von',
  'approvals.grants.none': 'noch niemandem',
  'approvals.grants.missing': 'fehlt noch: {{role}}',
  'approvals.grant': 'Erteilen',
  'approvals.grantFor': 'Dauerfreigabe für {{service}} erteilen',
  'approvals.grant.means':
    'Sie erteilen sie für Ihre Seite. Haben es beide getan, gehen Releases in den Grenzen in Betrieb, ohne dass noch jemand gefragt wird.',
  'approvals.withdraw': 'Beenden',
  'approvals.withdrawFor': 'Dauerfreigabe für {{service}} beenden',
  'approvals.withdraw.means':
    'Ab jetzt wird jedes Release wie üblich übernommen, auch was unterwegs ist. Für ein Zurück muss eine neue vorgeschlagen werden.',
  'approvals.ended': 'Beendet von',
  'approvals.reason': 'Grund',
};
