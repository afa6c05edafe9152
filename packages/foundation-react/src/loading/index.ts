export { useLoader, type Query } from './useLoader';
export { createUseQuery, type UseQuery } from './createUseQuery';
export {
  createUseWish,
  type SendWish,
  type UseWish,
  type Wish,
} from './createUseWish';
export {
  createUsePages,
  type ListPage,
  type Pages,
  type UsePages,
} from './createUsePages';
