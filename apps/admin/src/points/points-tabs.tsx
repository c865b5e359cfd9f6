import { useNavigate } from 'react-router'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { ViewTabs } from '../ui/view-tabs'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'

const PLACES = { owed: '/points', rules: '/points/rules' } as const

/** The parts of the points section on one hairline. */
export function PointsTabs({ active, beside }: { active: keyof typeof PLACES; beside?: ReactNode }) {
  const t = useWords(zh, en)
  const go = useNavigate()
  return <ViewTabs active={active} onView={(key) => void go(PLACES[key as keyof typeof PLACES])} views={[{ key: 'owed', name: t.tabs.owed }, { key: 'rules', name: t.tabs.rules }]} beside={beside} />
}
