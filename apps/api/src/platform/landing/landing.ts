import { createHash } from 'node:crypto'
import { landingWords } from './landing-words.js'
import { cardScene, chartScene, mountains, phoneQr, scanScene } from './scenes.js'
import { STYLE } from './style.js'

export interface LandingFacts {
  /** only in the demo: what to sign in with */
  readonly demo: { readonly phone: string; readonly clerk: string; readonly pin: string; readonly login: string; readonly password: string } | null
  /** only when opened to the local network: where phones come in */
  readonly phonesAt: string | null
}

const MARK = '<svg viewBox="0 0 34 34" aria-hidden="true"><rect width="34" height="34" rx="9" fill="#24493F"/><path d="M8 22l6-9 4 6 3-4 5 7" fill="none" stroke="#F7F6EF" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round"/><circle cx="24" cy="11" r="1.8" fill="#F7F6EF"/></svg>'
const ARROW = '<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><path d="M7 4l5 5-5 5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'

/** The page at `/`: three doors, and in the demo what opens each. */
export function landing(language: 'zh-CN' | 'en', facts: LandingFacts): { html: string; policy: string } {
  const w = landingWords[language]
  const well = (text: string): string => (facts.demo ? `<div class="well"><span class="demo">${w.demo}</span><span>${text}</span></div>` : '')
  const door = (d: { name: string; line: string; go: string }, o: { href: string; shown: string; scene: string; demo: string; first?: boolean }): string =>
    `<a class="door${o.first ? ' first' : ''}" href="${o.href}"><div class="gate">${o.scene}</div><div class="text"><div class="name"><h2 class="serif">${d.name}</h2><small>${o.shown}</small></div><p>${d.line}</p>${well(o.demo)}<span class="go">${d.go}${ARROW}</span></div></a>`
  const f = facts.demo
  const body = `${mountains()}<header><span class="mark serif">${MARK}${w.title}</span><nav><a href="/api/docs/">${w.docs}</a><a href="/?lang=${w.other.lang}" hreflang="${w.other.lang}" lang="${w.other.lang}">${w.other.name}</a></nav></header>
<div class="hero"><h1 class="serif">${w.hero}</h1><p>${w.line}</p></div>
<main>${door(w.member, { href: '/m/', shown: '/m', scene: cardScene(w.scenes), demo: f ? w.demoMember(f.phone) : '', first: true })}${door(w.till, { href: '/m/#/till/sign-in', shown: '/m/#/till', scene: scanScene(), demo: f ? w.demoStaff(f.clerk, f.pin) : '' })}${door(w.owner, { href: '/admin/', shown: '/admin', scene: chartScene({ title: w.scenes.back, line: w.scenes.backLine }), demo: f ? w.demoOwner(f.login, f.password) : '' })}</main>
${facts.phonesAt ? `<div class="phones">${phoneQr(facts.phonesAt, w.phones)}<span>${w.phones}<br>${facts.phonesAt}<br>${w.camera}</span></div>` : ''}
<footer>${facts.demo ? `<span><span class="demo">${w.demo}</span>${w.demoLine}</span>` : '<span></span>'}<span><span class="dot"></span>${w.well}</span></footer>`
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${w.title}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>${body}</body></html>`
  const style = createHash('sha256').update(STYLE).digest('base64')
  return { html, policy: `default-src 'none'; style-src 'sha256-${style}'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'` }
}
