export { CurrencyChooser } from './CurrencyChooser';
export { FilterControls } from './FilterControls';
export { GroupingChooser } from './GroupingChooser';
export { PeriodChooser } from './PeriodChooser';
