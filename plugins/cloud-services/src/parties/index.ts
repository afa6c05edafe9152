export { PartyLink } from './PartyLink';
export { useCommissions } from './useCommissions';
export { useEntityTitles } from './useEntityTitles';
