export { FlashesPage } from './flashes-page'
export { FlashPage } from './flash-page'
export { FlashLivePage } from './flash-live-page'
