import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** One act for each of many members, four at a time. Those that fail are counted, the rest stand. */
export function useEach(): { busy: boolean; done: number; run: (ids: string[], act: (id: string) => Promise<unknown>) => Promise<{ did: string[]; failed: unknown[] }> } {
  const queries = useQueryClient()
  const [state, setState] = useState({ busy: false, done: 0 })
  const run = async (ids: string[], act: (id: string) => Promise<unknown>) => {
    setState({ busy: true, done: 0 })
    const waiting = [...ids]
    const did: string[] = []
    const failed: unknown[] = []
    const lane = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          await act(id)
          did.push(id)
        } catch (e) {
          failed.push(e)
        }
        setState({ busy: true, done: did.length + failed.length })
      }
    }
    await Promise.all([lane(), lane(), lane(), lane()])
    setState({ busy: false, done: 0 })
    await Promise.all(['listMembers', 'listTags', 'readMember', 'listMemberCoupons'].map((k) => queries.invalidateQueries({ queryKey: [k] })))
    return { did, failed }
  }
  return { ...state, run }
}
