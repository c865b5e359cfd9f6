export { SelfAuditModule } from './self-audit.module.js'
export { SelfAudit } from './self-audit.js'
