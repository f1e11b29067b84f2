// The table of a run, from its notes: medians of the rounds, and what one server does against the other.
//
//   node bench/load/streams/table.mjs DIR/streams.jsonl
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Markdown of the medians of both servers, one line for each thing that was measured. */
export function table(notes) {
  const measured = notes.filter((n) => n.server && n.size)
  const keys = [...new Set(measured.map((n) => `${n.size} ${n.name}`))]
  const lines = keys.flatMap((key) => {
    const of = (server) => measured.filter((n) => n.server === server && `${n.size} ${n.name}` === key)
    const [ours, theirs] = [of('chancery'), of('postgres')]
    const size = Number(key.split(' ')[0]).toLocaleString('en')
    const name = key.slice(key.indexOf(' ') + 1)
    const row = (what, field, better, digits) => {
      const [a, b] = [median(ours, field), median(theirs, field)]
      if (a === undefined && b === undefined) return []
      const ratio = a === undefined || b === undefined ? '' : `${better(a, b).toFixed(1)}x`
      return [`| ${size} | ${what} | ${shown(b, digits)} | ${shown(a, digits)} | ${ratio} |`]
    }
    if (name === 'fill' || name.startsWith('upserts')) {
      return [
        ...row(`${name}, records/s`, 'perSecond', (a, b) => a / b, 0),
        ...row(`${name}, until questions see them, records/s`, 'seenPerSecond', (a, b) => a / b, 0),
        ...row(`${name}, CPU s of 1,000 records`, 'cpuEach', (a, b) => b / a, 3),
      ]
    }
    if (name === 'memory') return row('memory, peak MB', 'peakMB', (a, b) => b / a, 0)
    if (name === 'settle') return row('settled after, s', 'seconds', (a, b) => b / a, 2)
    return [
      ...row(`${name}, p50 ms`, 'p50', (a, b) => b / a, 2),
      ...row(`${name}, p99 ms`, 'p99', (a, b) => b / a, 2),
    ]
  })
  return ['| records | what | PostgreSQL | Chancery | better by |', '|---|---|---|---|---|', ...lines, ''].join('\n')
}

function median(notes, field) {
  const all = notes.map((n) => n[field]).filter((value) => value !== undefined).sort((a, b) => a - b)
  return all[Math.floor(all.length / 2)]
}

function shown(value, digits) {
  return value === undefined ? '' : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(table(fs.readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line))))
}
