export { StoreModule } from './store.module.js'
export { addStore, listStores, storeById, type StoreRow } from './store.rows.js'
