export { ImportModule } from './import.module.js'
export { refundAct } from './book-history.js'
export { forgetFiles } from './forget-files.js'
export { importFolder } from './import-folder.js'
