export * from './quick-store.js'
export * from './in-process.js'
export * from './redis-store.js'
