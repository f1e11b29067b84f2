// Chancery as it ships: the launcher in development mode, syncing every write, asked over HTTP.
import http from 'node:http'
import { startOurs, usage } from '../servers.mjs'
import { CONTAINER, id, properties } from './work.mjs'

const SOURCE = '{"type":"container","space":"bench","externalId":"Reading"}'
const BUSY_MILLIS = 50
const REST_MILLIS = 8_000

/** @param heap of the server, as in 512m */
export async function startChancery(project, heap) {
  const server = new Chancery(await startOurs(project, { env: { CHANCERY_JAVA_OPTS: `-Xmx${heap}` } }))
  await server.post('models/spaces', { items: [{ space: 'bench' }] })
  await server.post('models/containers', { items: [CONTAINER] })
  await server.post('streams', { items: [{ externalId: 'bench', settings: { template: { name: 'BasicLiveData' } } }] })
  return server
}

class Chancery {
  name = 'chancery'
  refused = 0

  constructor(server) {
    this.server = server
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  }

  /** Sends a request until it is taken: one that comes too early is told when to come again. */
  async post(path, body) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    for (;;) {
      const { status, answer, after } = await this.send(path, text)
      if (status < 300) return JSON.parse(answer)
      if (status !== 429 && status !== 503) throw new Error(`${path}: ${status} ${answer.slice(0, 300)}`)
      this.refused++
      await new Promise((resolve) => setTimeout(resolve, after ?? BUSY_MILLIS))
    }
  }

  send(path, text) {
    const options = {
      method: 'POST', agent: this.agent,
      headers: { authorization: 'Bearer dev', 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
    }
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.server.url}/api/v1/projects/dev/${path}`, options, (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => {
          const after = response.headers['retry-after']
          resolve({ status: response.statusCode, answer: Buffer.concat(parts).toString(), after: after && after * 1000 })
        })
        response.on('error', reject)
      })
      request.on('error', reject)
      request.end(text)
    })
  }

  /** Upserts these records in one request, which is one commit. */
  async upsert(numbers, version) {
    const items = numbers.map((n) =>
      `{"space":"bench","externalId":"${id(n)}","sources":[{"source":${SOURCE},"properties":${properties(n, version)}}]}`)
    await this.post('streams/bench/records/upsert', `{"items":[${items.join(',')}]}`)
  }

  /** Returns when questions see what was written. */
  async settle() {
    await this.post('streams/bench/records/aggregate', { aggregates: { all: { count: {} } } })
  }

  /** A quiet moment, in which it packs what is new. */
  async rest() {
    await new Promise((resolve) => setTimeout(resolve, REST_MILLIS))
  }

  async filter(question, turn, count) {
    const sources = [{ source: JSON.parse(SOURCE), properties: ['*'] }]
    const { items } = await this.post('streams/bench/records/filter', { ...question.ours(turn, count), sources, limit: 100 })
    return items.length
  }

  async aggregate(question) {
    return (await this.post('streams/bench/records/aggregate', question.ours)).aggregates
  }

  async one(n, version) {
    await this.upsert([n], version)
  }

  usage() {
    return usage(this.server.pid)
  }

  async stop() {
    this.agent.destroy()
    await this.server.stop()
  }
}
