export { recordAudit, type AuditEntry } from './audit.rows.js'
