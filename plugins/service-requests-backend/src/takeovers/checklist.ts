import type {
  ChecklistItemSpec,
  RequestRole,
  RequestTypeSpec,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { LocalizedText } from '@dualcloud/foundation-common';

function item(
  id: string,
  [en, de]: [string, string],
  responsible: RequestRole,
  evidence: ChecklistItemSpec['evidence'],
  required = true,
): ChecklistItemSpec {
  const titles: LocalizedText = { en, de };
  return { id, titles, responsible, evidence, required };
}

/** What has to be done before a release goes into operation, and by whom. */
const BUILT_IN: ChecklistItemSpec[] = [
  item(
    'acceptance-test',
    ['Tested by the agency', 'Von der Behörde getestet'],
    'customer',
    'text',
  ),
  item(
    'test-report',
    ['Test report handed over', 'Testbericht übergeben'],
    'software-provider',
    'link',
  ),
  item(
    'operating-manual',
    ['Operating manual handed over', 'Betriebshandbuch übergeben'],
    'software-provider',
    'link',
  ),
  item(
    'rollback-plan',
    ['It is written down how to go back', 'Der Weg zurück ist beschrieben'],
    'software-provider',
    'text',
  ),
  item(
    'monitoring',
    ['Monitoring is set up', 'Überwachung ist eingerichtet'],
    'provider',
    'none',
  ),
  item(
    'backup',
    [
      'Backup is set up and restoring was tried',
      'Sicherung ist eingerichtet, Wiederherstellung erprobt',
    ],
    'provider',
    'text',
  ),
  item(
    'service-desk',
    ['Service desk is briefed', 'Service-Desk ist eingewiesen'],
    'provider',
    'none',
  ),
  item(
    'users-informed',
    ['End users are informed', 'Anwender sind informiert'],
    'customer',
    'none',
    false,
  ),
];

/** The request type's own, where it has one. */
export function checklistOf({
  checklist,
}: RequestTypeSpec): ChecklistItemSpec[] {
  return checklist && checklist.length > 0 ? checklist : BUILT_IN;
}
