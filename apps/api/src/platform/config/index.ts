export * from './config.js'
export * from './keys.js'
