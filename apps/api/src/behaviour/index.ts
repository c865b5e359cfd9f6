export { BehaviourModule } from './behaviour.module.js'
export { BEHAVIOUR_SETTINGS } from './behaviour-settings.js'
export { forgetBrowsing, insertEvents, type SeenEvent } from './behaviour.rows.js'
export { purgeBrowsing } from './record-events.js'
