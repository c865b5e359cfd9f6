import { Tabs } from 'antd'
import type { ReactNode } from 'react'

export interface View {
  key: string
  name: string
  count?: string
}

/** Views of a list, or parts of a page, on one hairline. */
export const ViewTabs = ({ active, views, onView, beside, inset = 32, gutter }: { active: string; views: View[]; onView: (key: string) => void; beside?: ReactNode; inset?: number; /** between two views, where the place is narrow */ gutter?: number }) => (
  <div className="row" style={{ borderBottom: '1px solid var(--ht-line)', margin: `0 -${inset}px`, padding: `0 ${inset}px` }}>
    <Tabs style={{ minWidth: 0 }} activeKey={active} onChange={onView} {...(gutter === undefined ? {} : { tabBarGutter: gutter })} items={views.map((v) => ({ key: v.key, label: <span>{v.name}{v.count && <span className="xs c3 ht-tnum" style={{ fontWeight: 400, marginLeft: 5 }}>{v.count}</span>}</span> }))} />
    <span className="f1" />
    {beside}
  </div>
)
