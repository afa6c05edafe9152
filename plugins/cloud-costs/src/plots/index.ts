export { CostPlot } from './CostPlot';
export { Swatch } from './Look';
export { LOOKS, REST, type DrawnSeries, type PlotSeries } from './series';
