export { SettingsModule } from './settings.module.js'
export { SETTINGS } from './registry.js'
