export { SavedViewsButton } from './SavedViewsButton';
