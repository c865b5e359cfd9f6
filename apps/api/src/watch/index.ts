export { WatchModule } from './watch.module.js'
export { findAnomalies } from './find-anomalies.js'
export { WATCH_SETTINGS } from './watch-settings.js'
