// Section 9.1: health, base path, domains.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { describe, test } from 'node:test'
import { send, site } from '../lib/app.mjs'
import { base } from '../lib/xrpc.mjs'
import { admin, app } from './world.mjs'

/** What a path answers to those who ask for it at another host. */
const at = (host, path, headers = {}) =>
  new Promise((resolve, reject) => {
    const req = request(new URL(path, base), { headers: { host, ...headers } }, async (res) => {
      const chunks = []
      for await (const chunk of res) chunks.push(chunk)
      resolve({ status: res.statusCode, text: Buffer.concat(chunks).toString() })
    })
    req.on('error', reject).end()
  })

const listed = async () => (await admin(200, 'GET', '/domains')).map(({ url, is_primary }) => [url, is_primary])

describe('9.1 Health, base path, domains', () => {
  test('#1 health answers ok', async () => {
    const got = await send('GET', '/health')
    assert.deepEqual([got.status, got.text], [200, 'ok'])
    assert.match(got.headers.get('content-type'), /^text\/plain/)
  })

  test('#2 changed: there is no base path; an installation is an origin', async () => {
    assert.equal((await send('GET', '/config')).status, 200)
    for (const path of ['/hv/health', '/hv/config']) assert.equal((await send('GET', path)).status, 404, path)
  })

  test('#3 the primary domain is there from the start', async () => {
    assert.deepEqual(await listed(), [[site, true]])
  })

  test('#4 add answers 201, delete 204', async () => {
    const made = await admin(201, 'POST', '/domains', { url: 'https://short.example/' })
    assert.deepEqual([made.url, made.is_primary], ['https://short.example', false])
    await admin(204, 'DELETE', `/domains/${made.id}`)
    assert.deepEqual(await listed(), [[site, true]])
  })

  test('#5 the same domain again is refused', async () => {
    const got = await admin(400, 'POST', '/domains', { url: site })
    assert.equal(got.error, `domain '${site}' already exists`)
  })

  test('#6 the primary is not deleted', async () => {
    const [{ id }] = await admin(200, 'GET', '/domains')
    await admin(400, 'DELETE', `/domains/${id}`)
    await admin(404, 'DELETE', '/domains/nobody')
  })

  test('#7, #10 another primary is exactly one, and each domain is answered', async () => {
    const [{ id: former }] = await admin(200, 'GET', '/domains')
    const { id } = await admin(201, 'POST', '/domains', { url: 'https://second.example' })
    await admin(204, 'POST', `/domains/${id}/primary`)
    assert.deepEqual((await listed()).filter(([, primary]) => primary), [['https://second.example', true]])

    const second = await at('second.example:8443', '/config')
    assert.deepEqual([second.status, JSON.parse(second.text).public_url], [200, 'https://second.example'])
    assert.equal((await send('GET', '/config')).json.public_url, site)
    await admin(204, 'POST', `/domains/${former}/primary`)
    await admin(204, 'DELETE', `/domains/${id}`)
    assert.equal((await at('second.example', '/config')).status, 421)
  })

  test('#8 an unknown host is misdirected', async () => {
    const { key } = await app()
    for (const path of ['/config', '/oauth-client-metadata.json', '/xrpc/org.example.some.method']) {
      const got = await at('stranger.example', path, { 'x-client-key': key, 'x-forwarded-host': 'localhost' })
      assert.deepEqual([got.status, got.text], [421, 'Unknown host'], path)
    }
  })

  test('#9 health does not ask for the host', async () => {
    assert.equal((await at('stranger.example', '/health')).status, 200)
  })
})
