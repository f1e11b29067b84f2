// PostgreSQL on fresh data, with every commit synced: the same records as jsonb in one table.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { id, properties } from './work.mjs'

const PORT = 2693
const SETTINGS = {
  port: PORT, listen_addresses: '127.0.0.1', fsync: 'on', synchronous_commit: 'on', shared_buffers: '2GB',
  work_mem: '128MB', maintenance_work_mem: '512MB', max_wal_size: '8GB', checkpoint_timeout: '15min', jit: 'on',
}
const TABLE = `
  CREATE TABLE records (space text, id text, data jsonb NOT NULL, created timestamptz NOT NULL DEFAULT now(),
    updated timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (space, id));
  CREATE INDEX records_sensor ON records ((data->>'sensor'));
  CREATE INDEX records_value ON records (((data->>'value')::float8));`
const UPSERT = `
  INSERT INTO records (space, id, data) SELECT 'bench', * FROM unnest($1::text[], $2::jsonb[])
  ON CONFLICT (space, id) DO UPDATE SET data = excluded.data, updated = now()`

/** Starts one; it refuses to run as root, so it runs as the user `postgres` then. */
export async function startPostgres() {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-bench-'))
  const user = process.getuid() === 0 ? account() : {}
  if (user.uid) fs.chownSync(data, user.uid, user.gid)
  const folder = path.join(data, 'data')
  execFileSync('initdb', ['-D', folder, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C'], { ...user, cwd: data, stdio: 'ignore' })
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: data }).flatMap(([k, v]) => ['-c', `${k}=${v}`])
  const child = spawn('postgres', ['-D', folder, ...settings], { ...user, cwd: data, stdio: 'ignore' })
  const pool = new pg.Pool({ host: '127.0.0.1', port: PORT, user: 'postgres', database: 'postgres', max: 8 })
  await answering(pool)
  await pool.query(TABLE)
  return new Postgres(child, pool, data)
}

class Postgres {
  name = 'postgres'

  constructor(child, pool, data) {
    Object.assign(this, { child, pool, data })
  }

  /** Upserts these records in one statement, which is one commit. */
  async upsert(numbers, version) {
    await this.pool.query({ name: 'upsert', text: UPSERT, values: [numbers.map(id), numbers.map((n) => properties(n, version))] })
  }

  /** Questions see what was written at once. */
  async settle() {}

  /** What a server does in quiet hours: dead rows out, statistics in. */
  async rest() {
    await this.pool.query('VACUUM ANALYZE records')
    await this.pool.query('CHECKPOINT')
  }

  async filter(question, turn, count) {
    const { rows } = await this.pool.query({ text: question.theirs, values: question.values(turn, count) })
    return rows.length
  }

  async aggregate(question) {
    const { rows } = await this.pool.query(question.theirs)
    return rows
  }

  async one(n, version) {
    await this.upsert([n], version)
  }

  /** CPU seconds of the process and those it started, ended ones included. */
  usage() {
    const fields = (pid) => {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
    }
    const sum = (pid) => {
      const f = fields(pid)
      const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
      return f[11] + f[12] + f[13] + f[14] + children.reduce((all, c) => all + sum(c), 0)
    }
    return { cpuSeconds: sum(this.child.pid) / 100 }
  }

  async stop() {
    await this.pool.end()
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGINT')
    await ended
    fs.rmSync(this.data, { recursive: true, force: true })
  }
}

function account() {
  const number = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

async function answering(pool) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await pool.query('SELECT 1')
    } catch (refused) {
      if (attempt === 100) throw refused
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
