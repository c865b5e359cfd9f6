export { EarningRulesPage } from './earning-rules-page'
export { EditRulePage } from './edit-rule-page'
export { OwedPage } from './owed-page'
