export * from './phone-vault.js'
