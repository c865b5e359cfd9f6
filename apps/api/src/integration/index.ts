export { ApiKeys } from './api-keys.js'
export { IntegrationModule } from './integration.module.js'
