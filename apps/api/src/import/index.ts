export { ImportModule } from './import.module.js'
export { refundAct } from './book-history.js'
