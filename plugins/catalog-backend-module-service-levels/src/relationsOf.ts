import { RELATION_OWNED_BY, RELATION_OWNER_OF } from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  RELATION_CALENDAR_OF,
  RELATION_GUARANTEED_BY,
  RELATION_GUARANTEES,
  RELATION_RUNS_ON,
  type ServiceCalendarEntity,
  type ServiceLevelAgreementEntity,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  relateDocument,
  type DocumentRelation,
} from '@dualcloud/foundation-node';

function ownedBy(owner: string): DocumentRelation {
  return {
    ref: owner,
    outgoing: RELATION_OWNED_BY,
    incoming: RELATION_OWNER_OF,
  };
}

/** A special part is for its parties only, so what it names does not name it. */
export function relationsOfAgreement(
  entity: ServiceLevelAgreementEntity,
): EntityRelationSpec[] {
  const { owner, scope, calendarRef } = entity.spec;
  const related = [ownedBy(owner)];
  if (scope.type !== 'environments') {
    related.push({
      ref: scope.serviceRef,
      outgoing: RELATION_GUARANTEES,
      incoming: RELATION_GUARANTEED_BY,
    });
  }
  if (calendarRef !== undefined) {
    related.push({
      ref: calendarRef,
      outgoing: RELATION_RUNS_ON,
      incoming: RELATION_CALENDAR_OF,
    });
  }
  return relateDocument(entity, related, {
    confidential: scope.type === 'special',
  });
}

/** Calendars are for everybody. */
export function relationsOfCalendar(
  entity: ServiceCalendarEntity,
): EntityRelationSpec[] {
  return relateDocument(entity, [ownedBy(entity.spec.owner)], {
    confidential: false,
  });
}
