export * from './secret-token.js'
export * from './seal.js'
export * from './password.js'
