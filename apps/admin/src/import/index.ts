export { ImportsPage } from './imports-page'
export { ImportPage } from './import-page'
export { UndoImportPage } from './undo-import-page'
