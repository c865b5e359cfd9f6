import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { useRead } from '../platform/ask'
import { beginSession } from '../platform/begin-session'
import { api } from '../platform/call'
import { useWords } from '../platform/preferences'
import { isProblem } from '../platform/problem'
import { useSentence } from '../platform/sentence'
import { useSession } from '../platform/session'
import { Note } from '../ui/note'
import { enter as en } from '../words/en/enter'
import { enter as zh } from '../words/zh/enter'
import { shell as shellEn } from '../words/en/shell'
import { shell as shellZh } from '../words/zh/shell'
import { DoorFrame } from './door-frame'
import { Field } from './field'

interface Shop {
  merchantId: string
  name: string
  role: 'owner' | 'manager' | 'clerk'
}

/** Sign in: phone or e-mail with password, then, if need be, a one-time code and which shop. */
export function EnterPage() {
  const t = useWords(zh, en)
  const roles = useWords(shellZh, shellEn)
  const sentence = useSentence()
  const session = useSession()
  const go = useNavigate()
  const [params] = useSearchParams()
  const next = params.get('next') ?? '/'
  const demo = useRead('readDemo', {}, { fresh: Infinity })
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [asksTotp, setAsksTotp] = useState(false)
  const [choices, setChoices] = useState<Shop[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [began, setBegan] = useState(false)

  const knock = async (who: { login: string; password: string; merchantId?: string }) => {
    setBusy(true)
    setError(null)
    try {
      const answer = await api.signInStaff({ ...who, login: who.login.trim(), ...(totp ? { totp } : {}) })
      if ('choose' in answer) setChoices(answer.choose)
      else {
        setBegan(true)
        await beginSession(answer.session)
        await go(next.startsWith('/') ? next : '/', { replace: true })
      }
    } catch (e) {
      if (isProblem(e) && e.code === 'totp-needed') setAsksTotp(true)
      else setError(e)
    } finally {
      setBusy(false)
    }
  }
  if (session && !began) return <Navigate to={next.startsWith('/') ? next : '/'} replace />

  const wrong = error ? <Note tone="bad" style={{ marginTop: 12 }}>{sentence(error)}</Note> : null
  if (choices)
    return (
      <DoorFrame title={t.chooseTitle} sub={t.chooseSub}>
        <div style={{ display: 'grid', gap: 8 }}>
          {choices.map((c) => (
            <button key={c.merchantId} className="opt" disabled={busy} onClick={() => void knock({ login, password, merchantId: c.merchantId })}>
              <span className="m">{c.name}</span> <span className="sm c3">{roles[c.role]}</span>
            </button>
          ))}
        </div>
        {wrong}
        <Button type="link" style={{ padding: 0, marginTop: 12 }} onClick={() => setChoices(null)}>{t.otherAccount}</Button>
      </DoorFrame>
    )
  return (
    <DoorFrame title={asksTotp ? t.totpTitle : t.title} sub={asksTotp ? t.totpSub : t.sub} below={<>{t.noShop} <Link to="/start" className="told">{t.open}</Link></>}>
      <form onSubmit={(e) => { e.preventDefault(); void knock({ login, password }) }}>
        {asksTotp ? (
          <Field label={t.totp} id="totp">
            <Input id="totp" size="large" autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={totp} onChange={(e) => setTotp(e.target.value.replace(/\D/g, ''))} style={{ letterSpacing: '.3em' }} className="ht-tnum" />
          </Field>
        ) : (
          <>
            <Field label={t.login} id="login">
              <Input id="login" size="large" autoFocus autoComplete="username" value={login} onChange={(e) => setLogin(e.target.value)} />
            </Field>
            <Field label={t.password} id="password">
              <Input.Password id="password" size="large" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
            </Field>
          </>
        )}
        {wrong}
        <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={asksTotp ? totp.length !== 6 : !login || !password} style={{ marginTop: 20 }}>
          {t.enter}
        </Button>
      </form>
      <div className="row" style={{ marginTop: 14, justifyContent: 'flex-end' }}>
        <Link to="/reset">{t.forgot}</Link>
      </div>
      {demo.data && !asksTotp && (
        <div style={{ marginTop: 22, borderTop: '1px solid var(--ht-line)', paddingTop: 14 }}>
          <div className="sm c3" style={{ marginBottom: 8 }}>{t.demo}</div>
          <div className="row g8 wrap">
            {demo.data.staff.map((s) => (
              <button key={s.login} type="button" className="tok" title={t.demoNote} disabled={busy} onClick={() => { setLogin(s.login); setPassword(s.password); void knock(s) }}>
                {s.name} <span className="c3">{roles[s.role]}</span>
              </button>
            ))}
          </div>
        </div>
      )}
    </DoorFrame>
  )
}
