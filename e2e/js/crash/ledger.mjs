// The ledger of a crash test: what was asked, and what was answered, one JSON object a line.
// It is kept by the client, which is never killed. Every path is written by one worker alone, so its
// history is a sequence with at most one unknown outcome, the last before a crash.
import fs from 'node:fs'

export class Ledger {
  constructor(file) {
    this.file = file
    this.lines = []
  }

  static read(file) {
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((l) => JSON.parse(l)) : []
  }

  add(line) {
    this.lines.push(JSON.stringify(line))
  }

  save() {
    if (this.lines.length > 0) fs.appendFileSync(this.file, `${this.lines.join('\n')}\n`)
    this.lines = []
  }
}

/** What each account must hold: its acknowledged commits, and for each path the CIDs it may have. */
export function expectations(lines) {
  const accounts = new Map()
  for (const line of lines) {
    if (line.kind === 'account') accounts.set(line.did, { ...line, paths: new Map(), commits: [], unknown: [] })
    if (line.kind === 'ok') acknowledge(accounts.get(line.did), line)
    if (line.kind === 'unknown') accounts.get(line.did).unknown.push(line)
  }
  return accounts
}

function acknowledge(account, { writes, commit }) {
  for (const [path, cid] of writes) account.paths.set(path, cid)
  if (commit) account.commits.push(commit)
}

/**
 * Settles the unknown outcomes by what the repository holds now: each took effect as a whole or not at
 * all. Returns lines for the ledger, so that later rounds know.
 */
export function settled(account, records) {
  const lines = []
  for (const { did, writes, id } of account.unknown) {
    if (account.paths.get(`settled:${id}`)) continue
    const done = writes.filter(([path, cid]) => (records.get(path) ?? null) === cid).length
    const undone = writes.filter(([path]) => (records.get(path) ?? null) === (account.paths.get(path) ?? null)).length
    if (done !== writes.length && undone !== writes.length) throw new Error(`half a batch took effect: ${JSON.stringify(writes)}`)
    const happened = done === writes.length
    lines.push({ kind: 'ok', did, writes: [...(happened ? writes : []), [`settled:${id}`, happened ? 'done' : 'undone']] })
  }
  return lines
}
