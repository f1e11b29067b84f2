// Everything that a server reaches on the network, on this machine: a host of repositories with its
// authorization server, a relay, a Jetstream, labelers and a name server.
import { existsSync, readFileSync } from 'node:fs'
import { until } from './appview.mjs'
import { startHost } from './host.mjs'
import { startJetstream } from './jetstream.mjs'
import { startLabeler } from './labeler.mjs'
import { startNames } from './names.mjs'
import { startRelay } from './relay.mjs'

/** Starts them at the ports that the environment names. */
export async function startDoubles() {
  const port = (name) => Number(process.env[`${name}_PORT`] ?? 0)
  const doubles = {
    host: await startHost(port('HOST')),
    relay: await startRelay(port('RELAY')),
    jetstream: await startJetstream(port('JETSTREAM')),
    labelers: await startLabeler(port('LABELER')),
    names: await startNames(port('NAMES')),
  }
  /** The token that the server printed at its first start, once it answers requests and follows the Jetstream. */
  const started = async () => {
    const file = process.env.TOKEN_FILE
    const token = await until(() => existsSync(file) && readFileSync(file, 'utf8').trim(), 'the start of the server')
    await until(() => doubles.jetstream.wanted().length > 0, 'a reader of the Jetstream')
    return token
  }
  return { ...doubles, started, close: () => Promise.all(Object.values(doubles).map((double) => double.close())) }
}
