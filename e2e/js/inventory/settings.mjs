// Section 9.9: flags, settings, the logo and the policy of the proxy.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { send, site } from '../lib/app.mjs'
import { adminToken } from '../lib/appview.mjs'
import { base } from '../lib/xrpc.mjs'
import { admin, app, nobody, refused } from './world.mjs'

const FLAG = 'feature.spaces_enabled'
const set = (key, value) => admin(204, 'PUT', `/settings/${key}`, { value })
const unset = (key) => admin(204, 'DELETE', `/settings/${key}`)
const config = async () => (await send('GET', '/config')).json
const metadata = async () => (await send('GET', '/oauth-client-metadata.json')).json

/** Uploads a file as forms do. */
async function upload(bytes, type) {
  const form = new FormData()
  form.append('file', new Blob([bytes], { type }), 'logo')
  const headers = { authorization: `Bearer ${adminToken()}` }
  return fetch(`${base}/admin/settings/logo`, { method: 'PUT', body: form, headers })
}

describe('9.9 Flags, settings, policy', () => {
  test('#78 methods of spaces are off with the flag, and none of them is there yet', async () => {
    const { key } = await app()
    for (const headers of [{}, { 'x-client-key': key }]) {
      const asked = () => send('GET', '/xrpc/dev.happyview.space.listSpaces', { headers })
      const off = {
        error: 'FeatureDisabled',
        message: `The feature '${FLAG}' is not currently enabled on this instance`,
      }
      assert.deepEqual([(await asked()).status, (await asked()).json], [404, off])
      await set(FLAG, 'true')
      refused(await asked(), 501, 'MethodNotImplemented')
      await set(FLAG, 'false')
      assert.deepEqual([(await asked()).status, (await asked()).json], [404, off])
      await unset(FLAG)
    }
  })

  test('#97, #98, #99 not now: plugins are not there', async () => {
    for (const path of ['/plugins', '/plugins/official']) await admin(404, 'GET', path)
    await admin(404, 'POST', '/plugins/any/check-update')
    assert.equal((await send('GET', '/external-auth/providers')).status, 404)
  })

  test('#79 the flag of spaces is listed, off and on', async () => {
    refused(await nobody('GET', '/feature-flags'), 401)
    const flag = async () => (await admin(200, 'GET', '/feature-flags')).find(({ key }) => key === FLAG)
    const { name, description, enabled } = await flag()
    assert.deepEqual([name, typeof description, enabled], ['Permissioned Spaces', 'string', false])
    await set(FLAG, 'true')
    assert.equal((await flag()).enabled, true)
  })

  test('#80 the configuration shows the flag of spaces', async () => {
    assert.deepEqual((await config()).features, { spaces: true })
    await unset(FLAG)
    const { features, ...rest } = await config()
    assert.deepEqual(features, { spaces: false })
    assert.deepEqual([rest.public_url, rest.database_backend, rest.app_name, rest.logo_url], [site, 'sqlite', null, null])
    assert.deepEqual([rest.default_rate_limit_capacity, rest.default_rate_limit_refill_rate], [100, 2])
  })

  test('#81 a setting is set, listed as of the database, and unset', async () => {
    refused(await nobody('GET', '/settings'), 401)
    refused(await nobody('PUT', '/settings/app_name', { value: 'x' }), 401)
    await set('app_name', 'Games')
    const listed = (await admin(200, 'GET', '/settings')).find(({ key }) => key === 'app_name')
    assert.deepEqual(listed, { key: 'app_name', value: 'Games', source: 'database' })
    assert.equal((await config()).app_name, 'Games')
    await unset('app_name')
    assert.equal((await admin(404, 'DELETE', '/settings/app_name')).error, "setting 'app_name' not found")
  })

  test('#82 a logo is uploaded, served with its type, and deleted', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a00', 'hex')
    assert.equal((await upload(bytes, 'image/png')).status, 204)
    const res = await fetch(`${base}/settings/logo`)
    assert.deepEqual([res.status, res.headers.get('content-type')], [200, 'image/png'])
    assert.equal(res.headers.get('cache-control'), 'public, max-age=3600')
    assert.deepEqual(Buffer.from(await res.arrayBuffer()), bytes)
    assert.equal((await config()).logo_url, `${site}/settings/logo`)

    const wrong = await upload('text', 'text/plain')
    assert.deepEqual([wrong.status, (await wrong.json()).error], [400, 'file must be an image'])
    const large = await upload(Buffer.alloc((5 << 20) + 1), 'image/png')
    assert.deepEqual([large.status, (await large.json()).error], [400, 'logo must be 5MB or smaller'])
    await admin(204, 'DELETE', '/settings/logo')
    refused(await send('GET', '/settings/logo'), 404, 'no logo uploaded')
  })

  test('#83 the metadata of the client follows the settings', async () => {
    const before = await metadata()
    assert.equal(before.client_id, `${site}/oauth-client-metadata.json`)
    assert.equal(before.client_uri, site)
    const values = {
      app_name: 'Games', client_uri: 'https://games.example', tos_uri: 'https://games.example/tos',
      policy_uri: 'https://games.example/policy', logo_uri: 'https://games.example/logo.png',
    }
    for (const [key, value] of Object.entries(values)) await set(key, value)
    const { app_name, ...uris } = values
    const { client_name, ...after } = await metadata()
    assert.equal(client_name, app_name)
    for (const [key, value] of Object.entries(uris)) assert.equal(after[key], value, key)
    for (const key of Object.keys(values)) await unset(key)
  })

  test('#84 an allow-list comes back as it was put, disabling clears it, nonsense is refused', async () => {
    const path = '/settings/xrpc-proxy'
    const list = { mode: 'allowlist', nsids: ['com.example.*', 'org.example.some.method'] }
    await admin(204, 'PUT', path, list)
    assert.deepEqual(await admin(200, 'GET', path), list)
    await admin(204, 'PUT', path, { mode: 'disabled', nsids: ['com.example.*'] })
    assert.deepEqual(await admin(200, 'GET', path), { mode: 'disabled', nsids: [] })
    await admin(422, 'PUT', path, { mode: 'sometimes', nsids: [] })
    const wrong = {
      '': 'NSID pattern must not be empty',
      'com.example': 'Exact NSID must have at least three segments: com.example',
    }
    for (const [nsid, error] of Object.entries(wrong)) {
      assert.equal((await admin(400, 'PUT', path, { mode: 'blocklist', nsids: [nsid] })).error, error)
    }
    refused(await nobody('GET', path), 401)
    refused(await nobody('PUT', path, list), 401)
    await admin(204, 'PUT', path, { mode: 'open', nsids: [] })
  })
})
