/** From an agreement to the service whose level it guarantees. @public */
export const RELATION_GUARANTEES = 'guarantees';
/** From a service to an agreement for everybody. @public */
export const RELATION_GUARANTEED_BY = 'guaranteedBy';
/** From an agreement to its calendar. @public */
export const RELATION_RUNS_ON = 'runsOn';
/** From a calendar to an agreement for everybody. @public */
export const RELATION_CALENDAR_OF = 'calendarOf';
