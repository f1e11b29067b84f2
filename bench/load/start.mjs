// How long a second start takes, to READY and in processor time: by the launcher, which has the
// ahead-of-time cache of a build, and by `java -jar` alone.
//
//   node bench/load/start.mjs [--times 5]
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { usage } from './servers.mjs'

const { values: opt } = parseArgs({ options: { times: { type: 'string', default: '5' } } })
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const launcher = path.join(project, 'chancery')
execFileSync(launcher, ['version'], { stdio: 'inherit' }) // builds when it must
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chancery-start-'))
const arguments_ = ['dev', '--port', '0', '--data', path.join(folder, 'data')]
try {
  const { java } = await start(launcher, arguments_)
  const jar = path.join(project, 'server/target/chancery-server.jar')
  await report('./chancery', launcher, arguments_)
  await report('java -jar', java, ['-Xmx512m', '-XX:+UseSerialGC', '-jar', jar, ...arguments_])
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}

async function report(name, command, args) {
  const starts = []
  while (starts.length < Number(opt.times)) starts.push(await start(command, args))
  const list = (key, digits) => starts.map((s) => s[key].toFixed(digits)).sort((a, b) => a - b).join(' ')
  console.log(`${name}: READY after ms ${list('millis', 0)}; CPU s ${list('cpu', 2)}`)
}

/** Starts once and stops; the launcher becomes the java that it runs. */
async function start(command, args) {
  const begin = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  let text = ''
  for await (const bytes of child.stdout) {
    text += bytes
    if (/^READY .*\n/m.test(text)) break
  }
  const millis = performance.now() - begin
  const cpu = usage(child.pid).cpuSeconds
  const java = fs.realpathSync(`/proc/${child.pid}/exe`)
  child.kill('SIGTERM')
  await ended
  return { millis, cpu, java }
}
