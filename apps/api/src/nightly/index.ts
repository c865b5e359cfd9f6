export { NightlyModule } from './nightly.module.js'
export { NightWatch } from './night-watch.js'
export { runNights, type NightDoors } from './run-night.js'
