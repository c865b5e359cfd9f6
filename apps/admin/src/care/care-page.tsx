import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import { BirthdayForm, NewcomerForm } from './gift-forms'
import { MemberView } from './member-view'
import { Nights } from './nights'
import { YearLine } from './year-line'

type Care = Answer<'readCare'>
export type Gift = 'birthday' | 'newcomer'

/** Each kindness once: the birthday gift and the welcome gift. */
export function CarePage() {
  const t = useWords(zh, en)
  const care = useRead('readCare', {})
  const [gift, setGift] = useState<Gift>('birthday')
  return (
    <Page crumbs={[{ text: t.title }, { text: t[gift] }]} full>
      <Full of={care}>{(d) => <Editor key={gift + JSON.stringify(d[gift])} d={d} gift={gift} onGift={setGift} />}</Full>
    </Page>
  )
}

function Editor({ d, gift, onGift }: { d: Care; gift: Gift; onGift: (g: Gift) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const [birthday, setBirthday] = useState(d.birthday)
  const [newcomer, setNewcomer] = useState(d.newcomer)
  const now = gift === 'birthday' ? birthday : newcomer
  const dirty = JSON.stringify(now) !== JSON.stringify(d[gift])
  const done = () => speaker.done(t.saved)
  const saveBirthday = useAct('changeBirthdayCare', { rereads: ['readCare'], failed: speaker.refused, done })
  const saveNewcomer = useAct('changeNewcomerCare', { rereads: ['readCare'], failed: speaker.refused, done })
  const save = () => (gift === 'birthday' ? saveBirthday.mutate(birthday) : saveNewcomer.mutate(newcomer))
  useKeys({ 'mod+Enter': () => dirty && isOwner && save() })
  const coupons = useRead('listCoupons', { state: 'published', limit: 100 }, { fresh: 60_000 })
  const options = (coupons.data?.items ?? []).map((c) => ({ value: c.couponId, label: c.terms.title }))
  const [before, count, after] = t.say(f.whole(d.birthdaysIn30Days))
  const foot = (
    <>
      <Button type="text" disabled={!dirty} onClick={() => { setBirthday(d.birthday); setNewcomer(d.newcomer) }}>{t.discard}</Button>
      <span className="f1" />
      <span className="sm c3">{isOwner ? t.note : t.onlyOwner}</span>
      <Button type="primary" disabled={!dirty || !isOwner} loading={saveBirthday.isPending || saveNewcomer.isPending} onClick={save}>{dirty ? t.save : t.nothing}</Button>
    </>
  )
  const flip = (on: boolean) => (gift === 'birthday' ? setBirthday({ ...birthday, on }) : setNewcomer({ ...newcomer, on }))
  return (
    <WorkWithPreview paneWidth="clamp(332px,26vw,372px)" paneLabel={t.shopper} foot={foot}
      pane={<><MemberView gift={gift} points={now.points} text={now.text} window={birthday.window} couponTitle={options.find((o) => o.value === now.couponId)?.label ?? null} /><Nights nights={d.nextNights} total={d.birthdaysIn30Days} /></>}>
      <PageHead say tight title={d.birthdaysIn30Days > 0 ? <>{before}<u>{count}</u>{after}</> : t.sayNone} sub={t.sub(f.whole(d.givenThisYear), f.whole(d.pointsThisYear))} />
      <YearLine care={{ birthday: birthday.on, newcomer: newcomer.on }} at={gift} onPick={onGift} />
      <div className="row g8" style={{ padding: '14px 0 0' }}>
        <h2 style={{ fontSize: 15, lineHeight: '24px' }}>{t[gift]}</h2>
        <Pill tone={now.on ? 'good' : 'plain'}>{now.on ? t.onNow : t.off}</Pill>
        <span className="f1" />
        <Switch size="small" aria-label={`${t.switchOn} ${t[gift]}`} checked={now.on} disabled={!isOwner} onChange={flip} />
      </div>
      {gift === 'birthday' ? <BirthdayForm value={birthday} change={setBirthday} coupons={options} old={d.birthday} /> : <NewcomerForm value={newcomer} change={setNewcomer} coupons={options} old={d.newcomer} />}
    </WorkWithPreview>
  )
}
