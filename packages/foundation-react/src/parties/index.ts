export { PartyLink } from './PartyLink';
export { useEntityTitles } from './useEntityTitles';
