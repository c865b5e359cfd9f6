export * from './relay.js'
