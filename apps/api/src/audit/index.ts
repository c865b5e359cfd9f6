export { recordAudit, type AuditEntry } from './audit.rows.js'
export { AuditModule } from './audit.module.js'
