// What a server says that nobody has used yet.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { send } from '../lib/app.mjs'
import { newAccount } from '../lib/xrpc.mjs'
import { admin, doubles } from './world.mjs'

const claim = (token, did) => send('POST', '/admin/bootstrap', { json: { token, did } })

describe('A fresh server', () => {
  test('#15 changed: without users a stranger is refused; the one-time token makes exactly one', async () => {
    const token = await doubles.started()
    const first = await newAccount()
    const asFirst = { authorization: `Bearer ${first.accessJwt}` }

    const stranger = await send('GET', '/admin/users', { headers: asFirst })
    assert.deepEqual([stranger.status, stranger.json.error], [403, 'not a user'])
    assert.equal((await claim('guessed', first.did)).status, 401)
    const claimed = await claim(token, first.did)
    assert.equal(claimed.status, 201, claimed.text)
    assert.match(claimed.json.key, /^hv_[0-9a-f]{32}$/)
    assert.equal((await claim(token, first.did)).status, 401)
    process.env.APPVIEW_TOKEN = claimed.json.key

    const users = await admin(200, 'GET', '/users')
    assert.deepEqual(users.map(({ did, is_super }) => [did, is_super]), [[first.did, true]])
    assert.equal((await send('GET', '/admin/users', { headers: asFirst })).status, 200)
    const { events } = await admin(200, 'GET', '/events?event_type=user.bootstrapped')
    assert.deepEqual(events.map((event) => event.subject), [first.did])
  })

  test('#33 nothing is counted', async () => {
    assert.deepEqual(await admin(200, 'GET', '/stats'), { total_records: 0, collections: [] })
  })

  test('#32, #63, #86 there are no lexicons, no clients and no labelers', async () => {
    for (const path of ['/lexicons', '/network-lexicons', '/api-clients', '/labelers', '/backfill/status']) {
      assert.deepEqual(await admin(200, 'GET', path), [], path)
    }
  })

  test('#84 the policy of the proxy is open', async () => {
    assert.deepEqual(await admin(200, 'GET', '/settings/xrpc-proxy'), { mode: 'open', nsids: [] })
  })
})
