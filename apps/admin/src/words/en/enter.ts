import type { enter as zh } from '../zh/enter'

export const enter: typeof zh = {
  brand: 'Huitou', product: 'Merchant admin', verse: ['Good tea is remembered,', 'good shops are returned to.'],
  title: 'See how your regulars are.', sub: 'Sign in to your shop', login: 'Phone or e-mail', password: 'Password', show: 'Show password',
  hide: 'Hide password', enter: 'Sign in', forgot: 'Forgot the password', noShop: 'No shop yet?', open: 'Open one',
  totpTitle: 'One more code', totpSub: 'Open your authenticator and type the six digits', totp: 'One-time code', chooseTitle: 'Which shop?',
  chooseSub: 'This login belongs to several shops', otherAccount: 'Use another login',
  loginBad: 'The phone number or e-mail is not complete', passwordShort: 'At least 8 characters', demo: 'Demo shop: pick who you are',
  demoNote: 'Demo logins exist only in the local demo',
  inviteTitle: 'You are invited.', inviteSub: 'Write your name, choose a password, and begin.', yourName: 'Your name', newPassword: 'Choose a password',
  begin: 'Begin',
  resetTitle: 'A new password.', resetAskSub: 'Give the phone or e-mail you sign in with; a link is on its way.', send: 'Send the link',
  sent: 'If there is such a login, the link has been sent. It holds for an hour.', demoLink: 'Open the link here (demo)',
  resetSub: 'At least 8 characters. Other devices will have to sign in again.', change: 'Change it', changed: 'Password changed; please sign in again',
  back: 'Back to sign-in',
}
