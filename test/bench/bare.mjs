// What the product is held against: the same acts with nothing around them, in a database of the same server.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connected, withDatabase } from '../setup/server.mjs'
import { findProgram } from '../../apps/local/src/postgres/programs.mjs'

const TABLES = `
  create table bare_balance (member_id int primary key, points bigint not null);
  create table bare_key (member_id int, key text, primary key (member_id, key));
  create table bare_lot (lot_id bigserial primary key, member_id int not null, points bigint not null, left_points bigint not null, expires_at timestamptz not null);
  create index on bare_lot (member_id);
  insert into bare_balance select n, 0 from generate_series(1, 10000) n;
  create function bare_earn(who int, what text, amount bigint) returns bigint language plpgsql as $$
    declare now_has bigint;
    begin
      insert into bare_key values (who, what) on conflict do nothing;
      if not found then return null; end if;
      insert into bare_lot (member_id, points, left_points, expires_at) values (who, amount, amount, now() + interval '12 months');
      update bare_balance set points = points + amount where member_id = who returning points into now_has;
      return now_has;
    end $$;
  create table bare_stock (coupon_id int primary key, left_over int not null check (left_over >= 0));
  create table bare_claim (claim_id bigserial primary key, coupon_id int not null, member_id text not null, claimed_at timestamptz not null default now());
  create table bare_copy (line text);
  insert into bare_stock values (1, 2000000000);`

export async function openBare(adminUrl) {
  await connected(adminUrl, (client) => client.query('create database bare'))
  const url = withDatabase(adminUrl, 'bare')
  await connected(url, (client) => client.query(TABLES))
  return url
}

export const bareDriver = () => findProgram('pgbench')

/** Bare earns a second with 32 clients: by pgbench where it is found, otherwise by our own driver in its own process. */
export async function bareEarn(url, { hot, seconds }) {
  const pgbench = bareDriver()
  if (!pgbench) return Number(spawnSync(process.execPath, [fileURLToPath(new URL('./bare-driver.mjs', import.meta.url)), url, hot ? 'hot' : 'spread', String(seconds)], { encoding: 'utf8' }).stdout)
  const dir = mkdtempSync(join(tmpdir(), 'huitou-pgbench-')), script = join(dir, 'earn.sql')
  writeFileSync(script, `${hot ? '\\set who 1' : '\\set who random(1, 10000)'}\nselect bare_earn(:who, gen_random_uuid()::text, 12);\n`)
  try {
    const child = spawn(pgbench.path, ['-n', '-c', '32', '-j', '2', '-M', 'prepared', '-T', String(seconds), '-f', script, url], { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { text += chunk })
    await new Promise((resolve) => child.once('close', resolve))
    const found = /tps = ([\d.]+)/.exec(text)
    if (!found) throw new Error(`pgbench said:\n${text}`)
    return Number(found[1])
  } finally { rmSync(dir, { recursive: true, force: true }) }
}
