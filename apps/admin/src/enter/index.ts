export { EnterPage } from './enter-page'
export { AcceptInvitePage } from './accept-invite-page'
export { ResetPasswordPage } from './reset-password-page'
