/** The list somebody came from, so that J and K walk it from a member's page. */
const KEY = 'huitou.member-trail'

export interface Trail {
  ids: string[]
  search: string
}

export const keepTrail = (ids: string[], search: string): void => sessionStorage.setItem(KEY, JSON.stringify({ ids, search }))

export function trail(): Trail {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Trail | null) ?? { ids: [], search: '' }
  } catch {
    return { ids: [], search: '' }
  }
}
