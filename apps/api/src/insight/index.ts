export { InsightModule } from './insight.module.js'
export { stageSql, typicalGapSql, STAGES, type Stage } from './stage.js'
