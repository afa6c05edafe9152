import type { orgTranslationRef } from '@backstage/plugin-org/alpha';
import type { German } from './German';

const messages: German<typeof orgTranslationRef> = {
  'groupProfileCard.groupNotFound': 'Gruppe nicht gefunden',
  'groupProfileCard.editIconButtonTitle': 'Metadaten bearbeiten',
  'groupProfileCard.refreshIconButtonTitle':
    'Aktualisierung des Eintrags anstoßen',
  'groupProfileCard.refreshIconButtonAriaLabel': 'Aktualisieren',
  'groupProfileCard.listItemTitle.entityRef': 'Bezeichner',
  'groupProfileCard.listItemTitle.email': 'E-Mail',
  'groupProfileCard.listItemTitle.parentGroup': 'Übergeordnete Gruppe',
  'groupProfileCard.listItemTitle.childGroups': 'Untergeordnete Gruppen',
  'membersListCard.cardLabel': 'Seite von {{memberName}}',
  'membersListCard.title': 'Mitglieder von {{groupName}}',
  'membersListCard.noMembersDescription': 'Diese Gruppe hat keine Mitglieder.',
  'membersListCard.noSearchResult': 'Kein Mitglied passt zu „{{searchTerm}}“.',
  'membersListCard.aggregateMembersToggle.label': 'Mit Untergruppen',
  'ownershipCard.title': 'Eigene Einträge',
  'ownershipCard.aggregateRelationsToggle.label':
    'Auch über Gruppen gehaltene Einträge',
  'userProfileCard.userNotFound': 'Person nicht gefunden',
  'userProfileCard.editIconButtonTitle': 'Metadaten bearbeiten',
  'userProfileCard.listItemTitle.email': 'E-Mail',
  'userProfileCard.listItemTitle.memberOf': 'Mitglied von',
  'userProfileCard.moreGroupButtonTitle': '… Weitere ({{number}})',
  'userProfileCard.allGroupDialog.title': 'Alle Gruppen von {{name}}:',
  'userProfileCard.allGroupDialog.closeButtonTitle': 'Schließen',
};

export default messages;
