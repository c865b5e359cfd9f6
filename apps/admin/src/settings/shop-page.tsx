import { Button, Input } from 'antd'
import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { api } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { keepMe, useMay } from '../platform/session'
import { Line, Section } from '../ui/form'
import { PageHead } from '../ui/page-head'
import { Full } from '../ui/states'
import { contrast, isColour } from '../ui/tokens/brand'
import { useSpeaker } from '../ui/undo'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { SettingsFrame } from './settings-frame'

const COLOURS = ['#2C5C4E', '#35607A', '#A93B2E', '#8F5710', '#24221E', '#8A4A3C']

export function ShopPage() {
  const shop = useRead('readMerchant', {})
  return <SettingsFrame at="shop"><Full of={shop}>{(d) => <Editor key={d.name + d.brand} shop={d} />}</Full></SettingsFrame>
}

function Editor({ shop }: { shop: Answer<'readMerchant'> }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const [name, setName] = useState(shop.name)
  const [brand, setBrand] = useState(shop.brand)
  const ratio = isColour(brand) ? contrast(brand, '#FFFFFF') : 0
  const save = useAct('changeMerchant', {
    rereads: ['readMerchant'], failed: speaker.refused,
    done: () => {
      speaker.done(t.shopSaved)
      void api.whoAmI({}).then(keepMe)
    },
  })
  const dirty = name.trim() !== shop.name || brand.toLowerCase() !== shop.brand.toLowerCase()
  return (
    <div style={{ padding: '0 24px' }}>
      <PageHead title={t.shopTitle} sub={isOwner ? t.shopSub : t.ownerOnly} acts={<Button type="primary" disabled={!isOwner || !dirty || !name.trim() || ratio < 4.5} loading={save.isPending} onClick={() => save.mutate({ ...(name.trim() !== shop.name ? { name: name.trim() } : {}), ...(brand !== shop.brand ? { brand } : {}) })}>{t.save}</Button>} />
      <Section title={t.shopName}><Line><Input aria-label={t.shopName} disabled={!isOwner} style={{ width: 280 }} maxLength={60} value={name} onChange={(e) => setName(e.target.value)} /></Line></Section>
      <Section title={t.colour} hint={t.colourHint}>
        <Line>
          {COLOURS.map((c) => <button key={c} type="button" disabled={!isOwner} aria-label={c} aria-pressed={brand === c} onClick={() => setBrand(c)} style={{ width: 30, height: 30, borderRadius: 8, border: 0, cursor: 'pointer', background: c, color: '#FFFFFF', display: 'grid', placeItems: 'center' }}>{brand === c && <Check size={15} />}</button>)}
          <Input aria-label={t.colour} disabled={!isOwner} style={{ width: 112 }} maxLength={7} value={brand} onChange={(e) => setBrand(e.target.value)} />
          <span className={'row g4 sm ' + (ratio >= 4.5 ? 'cg' : 'cw')}>{ratio >= 4.5 ? <Check size={13} /> : <TriangleAlert size={13} />}{(ratio >= 4.5 ? t.readable : t.unreadable)(ratio.toFixed(1))}</span>
        </Line>
        {ratio >= 4.5 && <Line><span className="c3">{t.preview}</span><span style={{ background: brand, color: '#FFFFFF', borderRadius: 6, padding: '4px 14px' }}>{t.previewButton}</span></Line>}
      </Section>
      <Section title={t.currency}><Line><span className="m">{shop.currency}</span></Line></Section>
      <Section title={t.zone}><Line><span className="m">{shop.zone}</span></Line></Section>
      <Section title={t.address}><Line><span className="m mono">{shop.slug}</span></Line></Section>
      <Section title={t.since}><Line><span className="m">{f.dayOf(shop.createdAt)}</span></Line></Section>
    </div>
  )
}
