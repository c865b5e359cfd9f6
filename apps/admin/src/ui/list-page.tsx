import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { LinkButton } from './link-button'
import { Page } from './page'
import { PageHead } from './page-head'
import { Empty, Full, RowBones } from './states'

interface Called { readonly title: string; readonly sub: string; readonly create: string; readonly emptyTitle: string; readonly emptyHint: string }

/** A page that is one long table of what the shop has made, with a way to make another at its head and where there is none yet. */
export function ListPage<D extends { readonly items: readonly unknown[] }>({ of, t, to, children }: { of: Parameters<typeof Full<D>>[0]['of']; t: Called; to: string; children: (d: D) => ReactNode }) {
  const create = (size?: 'small') => <LinkButton type={size ? 'default' : 'primary'} {...(size ? { size } : {})} to={to} icon={<Plus size={14} />}>{t.create}</LinkButton>
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px' }}><PageHead tight title={t.title} sub={t.sub} acts={create()} /></div>
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Full of={of} bones={<RowBones height={46} />} empty={(d) => d.items.length === 0 && <Empty title={t.emptyTitle} hint={t.emptyHint} act={create('small')} />}>{children}</Full>
      </div>
    </Page>
  )
}
