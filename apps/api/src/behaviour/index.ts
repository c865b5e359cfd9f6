export { BehaviourModule } from './behaviour.module.js'
export { BEHAVIOUR_SETTINGS } from './behaviour-settings.js'
export { forgetBrowsing, type SeenEvent } from './behaviour.rows.js'
export { purgeBrowsing, recordEvents } from './record-events.js'
