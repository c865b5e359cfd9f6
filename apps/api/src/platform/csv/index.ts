export { cellOf, csvLine, UTF8_MARK } from './csv.js'
