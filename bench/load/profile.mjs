// Where the time of a createRecord goes: a flight recording of ours under 16 connections, warm.
//
//   PEER=DIR node bench/load/profile.mjs [--seconds 20] [--out FILE.jfr]
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Client } from './client.mjs'
import { startOurs } from './servers.mjs'

const { values: opt } = parseArgs({
  options: {
    peer: { type: 'string', default: process.env.PEER },
    seconds: { type: 'string', default: '20' },
    out: { type: 'string', default: 'bench/target/create.jfr' },
  },
})
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const file = path.resolve(opt.out)
fs.mkdirSync(path.dirname(file), { recursive: true })
const server = await startOurs(project)
try {
  const java = fs.realpathSync(`/proc/${server.pid}/exe`)
  const jcmd = (...args) => execFileSync(path.join(path.dirname(java), 'jcmd'), [`${server.pid}`, ...args], { encoding: 'utf8' })
  await new Client(server.url).warmUp(20)
  jcmd('JFR.start', 'name=create', 'settings=profile', `filename=${file}`)
  spawnSync(process.execPath, [
    path.join(opt.peer, 'load.mjs'), '--url', server.url, '--pid', `${server.pid}`, '--phases', 'accounts,create', '--seconds', `${Number(opt.seconds) / 8}`,
  ], { stdio: ['ignore', 'inherit', 'inherit'] })
  jcmd('JFR.stop', 'name=create')
  const jfr = path.join(path.dirname(java), 'jfr')
  for (const view of ['hot-methods', 'native-methods', 'allocation-by-class', 'gc-pauses', 'thread-cpu-load']) {
    console.log(spawnSync(jfr, ['view', '--width', '140', '--truncate', 'beginning', view, file], { encoding: 'utf8' }).stdout)
  }
} finally {
  await server.stop()
}
