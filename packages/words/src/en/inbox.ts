import { m, n, t, type Sentences } from '../facts.js'

export const inbox: Sentences = {
  'inbox-post-shown': 'Everybody can read your post now',
  'inbox-post-points': (f) => `Everybody can read your post now: ${n(f, 'points')} points for you`,
  'inbox-post-rejected': (f) => `Your post was not let through: ${t(f, 'reason')}`,
  'inbox-comment-rejected': (f) => `Your comment was not let through: ${t(f, 'reason')}`,
  'inbox-post-answered': 'Somebody answered your post',
  'inbox-review-shown': (f) => `Everybody can read your review of ${t(f, 'name')} now`,
  'inbox-review-points': (f) => `Everybody can read your review of ${t(f, 'name')} now: ${n(f, 'points')} points for you`,
  'inbox-review-rejected': (f) => `Your review of ${t(f, 'name')} was not let through: ${t(f, 'reason')}`,
  'inbox-review-answered': (f) => `The shop answered your review of ${t(f, 'name')}`,
  'inbox-quoted': (f) => `“${t(f, 'text')}”`,
  'inbox-earned': (f) => `${n(f, 'points')} points earned`,
  'inbox-of-order': (f) => `Order ${t(f, 'orderNo')}`,
  'inbox-refunded': (f) => `${m(f, 'minor')} refunded`,
}
