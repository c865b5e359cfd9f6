export { CarePage } from './care-page'
