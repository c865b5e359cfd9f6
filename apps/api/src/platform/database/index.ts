export * from './sql.js'
export * from './database.js'
export * from './pool.js'
export * from './outage.js'
