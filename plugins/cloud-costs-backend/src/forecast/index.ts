export {
  FORECAST_METHOD,
  type PeriodForecast,
  periodForecast,
  Forecasts,
  type YearForecast,
} from './Forecasts';
export { ForecastService } from './ForecastService';
export { type ForecastRouteOptions, forecastRoutes } from './routes';
export { median, robustDeviation } from './statistics';
