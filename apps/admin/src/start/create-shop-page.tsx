import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { beginSession } from '../platform/begin-session'
import { api } from '../platform/call'
import { newKey } from '../platform/act-key'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Note } from '../ui/note'
import { useSpeaker } from '../ui/undo'
import { start as en } from '../words/en/start'
import { start as zh } from '../words/zh/start'
import { Ask, Frame } from './frame'
import { dropPlan, freshPlan, keepPlan, keptPlan, rulesOf, tierSetOf } from './plan'
import type { Plan } from './plan'
import { StepCards } from './step-cards'
import { StepEarning } from './step-earning'
import { StepShop } from './step-shop'

/** First run: a shop, its cards, its rule, its owner. What was typed survives leaving. */
export function CreateShopPage() {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const speaker = useSpeaker()
  const go = useNavigate()
  const [plan, setPlan] = useState<Plan>(() => keptPlan(freshPlan(t.tierNames[4] ?? [], Intl.DateTimeFormat().resolvedOptions().timeZone.replace(/^(Etc\/)?UTC$/, 'Asia/Shanghai'))))
  const [step, setStep] = useState(1)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => keepPlan(plan), [plan])
  const change = (c: Partial<Plan>) => setPlan((p) => ({ ...p, ...c }))
  const move = { onNext: () => setStep(step + 1), ...(step > 1 ? { onBack: () => setStep(step - 1) } : {}) }

  const open = async () => {
    setBusy(true)
    setError(null)
    try {
      const { session } = await api.createMerchant({ name: plan.shop.trim(), currency: plan.currency, zone: plan.zone, brand: plan.brand, ownerName: plan.ownerName.trim(), login: plan.login.trim(), password, storeName: plan.store.trim() || t.storeFallback })
      await beginSession(session)
      dropPlan()
      speaker.done((await settle()) ? t.opened : t.partly)
      await go('/', { replace: true })
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  /** The shop stands already; its tiers and rules follow, and may also be saved on their pages. */
  const settle = async (): Promise<boolean> => {
    try {
      const tiers = await api.saveTierDraft(tierSetOf(plan))
      await api.publishTiers({ expectVersion: tiers.draft.version }, { key: newKey() })
      const rules = await api.saveRuleDraft({ rules: rulesOf(plan, t.ruleNames) })
      await api.publishRules({ expectVersion: rules.draft.version }, { key: newKey() })
      return true
    } catch {
      return false
    }
  }

  if (step === 1) return <StepShop plan={plan} change={change} {...move} />
  if (step === 2) return <StepCards plan={plan} change={change} {...move} />
  if (step === 3) return <StepEarning plan={plan} change={change} {...move} />
  return (
    <Frame {...move} step={4} title={t.youTitle} sub={t.youSub} next={t.openShop} busy={busy} ready={!!plan.ownerName.trim() && plan.login.trim().length >= 5 && password.length >= 8} onNext={() => void open()} stage={null}>
      <div style={{ display: 'grid', gap: 18 }}>
        <Ask label={t.yourName} id="owner">
          <Input id="owner" size="large" autoFocus autoComplete="name" maxLength={60} value={plan.ownerName} onChange={(e) => change({ ownerName: e.target.value })} />
        </Ask>
        <Ask label={t.login} id="login">
          <Input id="login" size="large" autoComplete="username" value={plan.login} onChange={(e) => change({ login: e.target.value })} />
        </Ask>
        <Ask label={t.password} id="password" hint={t.passwordHint}>
          <Input.Password id="password" size="large" autoComplete="new-password" value={password} onChange={(e) => setPassword(e.target.value)} />
        </Ask>
        {error ? <Note tone="bad">{sentence(error)}</Note> : null}
      </div>
    </Frame>
  )
}
