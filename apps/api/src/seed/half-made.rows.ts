import pg from 'pg'

/** Whether the shop of that slug is there and opened; one that a stopped generator left half made is taken away. */
export async function findDemo(adminUrl: string, slug: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ merchant_id: string; is_demo: boolean }>('select merchant_id, is_demo from merchant where slug = $1', [slug])
    const [found] = rows
    if (!found) return false
    if (found.is_demo) return true
    const { rows: tables } = await client.query<{ table_name: string }>("select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'merchant_id' and t.table_type = 'BASE TABLE'")
    await client.query('begin')
    // Triggers that keep the books final stand aside for a shop that never opened.
    await client.query("set local session_replication_role = 'replica'")
    for (const { table_name } of tables) await client.query(`delete from ${client.escapeIdentifier(table_name)} where merchant_id = $1`, [found.merchant_id])
    await client.query('commit')
    return false
  } finally {
    await client.end()
  }
}

/** Fresh statistics: the planner meets a million rows it has never counted. */
export async function analyze(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
