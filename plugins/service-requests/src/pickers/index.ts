export { EntitiesSelect, EntitySelect } from './EntitySelect';
export { refsOf, useEntities } from './useEntities';
