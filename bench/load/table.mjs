// Medians of the runs in a folder, as a markdown table of goals: what was asked for, what was measured,
// and whether it was met. A goal that is missed stays in the table as missed.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const GOALS = [
  times('createRecord, 50 accounts, 16 connections', 'createRecord_50acct_x16_post', 'opsPerSec', 12),
  times('createRecord, 50 accounts, 64 connections', 'createRecord_50acct_x64_post', 'opsPerSec', 12),
  share('CPU s per 1,000 createRecord, 16 connections', 'createRecord_50acct_x16_post', 'serverCpuPer1000', 12),
  share('CPU s per 1,000 createRecord, 64 connections', 'createRecord_50acct_x64_post', 'serverCpuPer1000', 12),
  share('createRecord in sequence, p50 ms', 'createRecord_seq_post', 'p50', 3),
  times('getRecord, 16 connections', 'getRecord_50acct_x16', 'opsPerSec', 8),
  share('getRepo of 10,000 records, p50 ms', 'getRepo_10k_seq', 'p50', 8),
]

function times(title, phase, field, factor) {
  const met = (ours, theirs) => ours >= factor * theirs
  return { title, phase, field, unit: field === 'opsPerSec' ? '/s' : '', goal: `at least ${factor} times`, ratio: (o, t) => o / t, met }
}

function share(title, phase, field, factor) {
  const goal = `at most 1/${factor}`
  return { title, phase, field, unit: '', goal, ratio: (o, t) => t / o, met: (o, t) => o * factor <= t }
}

export function table(folder) {
  const runs = { chancery: loads(folder, 'chancery'), reference: loads(folder, 'reference') }
  const notes = lines(path.join(folder, 'notes.jsonl'))
  const rows = GOALS.map((goal) => row(goal, median(runs.chancery, goal), median(runs.reference, goal)))
  rows.push(memoryRow(notes), growthRow(notes))
  const head = ['what', 'reference', 'chancery', 'ratio', 'goal', 'result']
  const goals = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return `${about(notes)}\n\n${goals}\n\n${phases(runs)}\n`
}

function row({ title, unit, goal, ratio, met }, ours, theirs) {
  if (ours === undefined || theirs === undefined) return [title, shown(theirs, unit), shown(ours, unit), '', goal, 'not measured']
  const result = met(ours, theirs) ? 'met' : '**missed**'
  return [title, shown(theirs, unit), shown(ours, unit), `${ratio(ours, theirs).toFixed(1)}x`, goal, result]
}

function memoryRow(notes) {
  const peak = (server) => middle(notes.filter((n) => n.kind === 'memory' && n.server === server).map((n) => n.peakMB))
  const goal = { title: 'peak memory after the same requests, MB', unit: '', goal: 'no more', ratio: (o, t) => t / o, met: (o, t) => o <= t }
  return row(goal, peak('chancery'), peak('reference'))
}

function growthRow(notes) {
  const cpu = (records) =>
    middle(notes.filter((n) => n.kind === 'growth' && n.server === 'chancery' && n.records === records).map((n) => n.cpuPer1000))
  const [small, large] = [cpu(1_000), cpu(100_000)]
  const title = 'CPU of createRecord at 100,000 records against 1,000'
  if (small === undefined || large === undefined) return [title, '', '', '', 'at most 1.3 times', 'not measured']
  const ratio = large / small
  const value = `${large.toFixed(2)} s against ${small.toFixed(2)} s per 1,000`
  return [title, '', value, `${ratio.toFixed(2)}x`, 'at most 1.3 times', ratio <= 1.3 ? 'met' : '**missed**']
}

function phases(runs) {
  const names = [...new Set(Object.values(runs).flat(2).map((l) => l.phase))].filter((p) => p !== 'start' && p !== 'end')
  const fields = ['opsPerSec', 'p50', 'p99', 'serverCpuPer1000']
  const head = ['phase', ...['reference', 'chancery'].flatMap((s) => fields.map((f) => `${s} ${f}`)), 'errors']
  const body = names.map((phase) => [
    phase,
    ...['reference', 'chancery'].flatMap((s) => fields.map((field) => shown(median(runs[s], { phase, field }), ''))),
    Object.values(runs).flat(2).filter((l) => l.phase === phase).reduce((sum, l) => sum + (l.errors ?? 0), 0),
  ])
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function about(notes) {
  const { at, cpu, cores, memoryGB, node, commit, command } = notes.findLast((n) => n.kind === 'about') ?? {}
  const answers = notes.findLast((n) => n.kind === 'answers')
  const compared = answers ? ` Answers compared: ${answers.compared}, differing: ${answers.differing}.` : ''
  return `${cpu}, ${cores} cores, ${memoryGB} GB; client Node ${node} on the same cores; commit ${commit}; ${at?.slice(0, 10)}; ` +
    `\`bench/load/run.mjs ${command}\`.${compared}`
}

function loads(folder, server) {
  return fs.readdirSync(folder).filter((f) => f.startsWith(`load-${server}-`)).sort().map((f) => lines(path.join(folder, f)))
}

function lines(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((l) => JSON.parse(l)) : []
}

function median(runs, { phase, field }) {
  return middle(runs.map((r) => r.find((l) => l.phase === phase)?.[field]).filter((x) => typeof x === 'number'))
}

function middle(numbers) {
  return numbers.length === 0 ? undefined : numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)]
}

function shown(value, unit) {
  return value === undefined ? '' : `${Number(value.toFixed(value < 10 ? 2 : 0)).toLocaleString('en')}${unit}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(process.argv[2]))
