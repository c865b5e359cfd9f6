export { InboxModule } from './inbox.module.js'
/** Other rooms tell a member something inside their own transaction; home reads the count. */
export { sendMessages, unreadCount, type MessageKind, type NewMessage } from './inbox.rows.js'
