export {
  mapCatalog,
  type MappedCatalog,
  type RejectedOffering,
} from './mapCatalog';
