/** Begins the member number of whoever has left. */
const LEFT = 'left-'

/** The number that a row of members keeps when its member leaves, as SQL: one of a kind, and of nobody. */
export const leftNoSql = `'${LEFT}' || member_id`

/** How one member is called before another, of a row `m` of members: never the whole name, and nothing of whoever has left. */
export const calledSql = (m: string) => `case when ${m}.member_no like '${LEFT}%' then '**' when ${m}.name = '' then ${m}.member_no else left(${m}.name, 1) || '**' end`
