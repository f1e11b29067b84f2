// A day of an AppView, from its first start on: each step builds on those before, as an operator and
// an application would take them.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { as, deposit, provision, send, site } from '../lib/app.mjs'
import { adminToken, procedureLexicon, queryLexicon, recordLexicon, until } from '../lib/appview.mjs'
import { startDoubles } from '../lib/doubles.mjs'
import { newAccount } from '../lib/xrpc.mjs'

const { host, relay, jetstream, started, close } = await startDoubles()
const status = 'xyz.statusphere.status'
const list = 'xyz.statusphere.listStatuses'
const set = 'xyz.statusphere.setStatus'
const bob = 'did:web:bob.example'
const now = () => new Date().toISOString()
const told = (text, more) => ({ status: text, createdAt: now(), ...more })

async function admin(code, method, path, json) {
  const got = await send(method, `/admin${path}`, { json, headers: { authorization: `Bearer ${adminToken()}` } })
  assert.equal(got.status, code, `${method} ${path}: ${got.status} ${got.text}`)
  return got.json
}
const upload = (code, lexicon_json, more) => admin(code, 'POST', '/lexicons', { lexicon_json, ...more })
const asked = (query = '', key = 'hvc_x') => send('GET', `/xrpc/${list}?${query}`, { headers: { 'x-client-key': key } })
const records = async () => (await admin(200, 'GET', `/records?collection=${status}&limit=100`)).records
const appeared = (uri) => until(async () => (await records()).some((one) => one.uri === uri), uri)
const events = async (type) => (await admin(200, 'GET', `/events?event_type=${type}`)).events
const reported = (type, uri) => until(async () => (await events(type)).some((one) => one.subject === uri), `${type} ${uri}`)
const lexicon = recordLexicon(status, { status: { type: 'string' }, createdAt: { type: 'string', format: 'datetime' } }, [
  'status', 'createdAt',
])
lexicon.defs.main.key = 'tid'

describe('a day of an AppView', () => {
  let first
  let client
  let user

  after(close)

  test('1 it is there', async () => {
    const token = await started()
    assert.equal((await send('GET', '/health')).text, 'ok')
    const config = await send('GET', '/config')
    assert.deepEqual([config.status, config.json.public_url], [200, site])
    process.env.APPVIEW_TOKEN = token
  })

  test('2 the first administrator comes in, and makes a key', async () => {
    const { did, accessJwt } = await newAccount()
    const claimed = await send('POST', '/admin/bootstrap', { json: { token: adminToken(), did } })
    assert.equal(claimed.status, 201, claimed.text)
    process.env.APPVIEW_TOKEN = accessJwt
    const users = await admin(200, 'GET', '/users')
    assert.deepEqual(users.map((one) => [one.did, one.is_super]), [[did, true]])
    const { permissions } = await admin(200, 'GET', '/permissions')
    const made = await admin(201, 'POST', '/api-keys', { name: 't', permissions: permissions.map((one) => one.key) })
    process.env.APPVIEW_TOKEN = made.key
  })

  test('3 a type of records is registered', async () => {
    assert.deepEqual(await upload(201, lexicon), { id: status, revision: 1 })
    assert.deepEqual(await upload(200, lexicon), { id: status, revision: 2 })
  })

  test('4 a record of the network is indexed', async () => {
    first = jetstream.put(bob, status, '3kabcdefghi2a', told('first'))
    await appeared(first)
    assert.equal((await admin(200, 'GET', '/stats')).total_records, 1)
    await reported('record.created', first)
  })

  test('5 a query lists it', async () => {
    await upload(201, queryLexicon(list, { limit: { type: 'integer' } }), { target_collection: status })
    assert.equal((await send('GET', `/xrpc/${list}?limit=1`)).status, 401)
    const got = await asked('limit=1')
    assert.deepEqual([got.status, got.json.records[0].uri], [200, first])
  })

  test('6 a script answers it, or says how it failed', async () => {
    const query = queryLexicon(list, { limit: { type: 'integer' } })
    const scripted = (code, script) => upload(code, query, { target_collection: status, script })
    await scripted(200, 'function handle() return { n = params.limit, all = db.query{ collection = collection }.records } end')
    const { n, all } = (await asked('limit=1')).json
    assert.deepEqual([n, all.map((one) => one.status)], [1, ['first']])

    assert.match((await scripted(400, 'function handle(')).error, /^script compilation failed: /)
    assert.equal((await scripted(400, 'local x')).error, 'script must define a handle() function')
    await scripted(200, 'function handle()\n  error("boom")\nend')
    const failed = await asked()
    const { message, ...rest } = failed.json
    assert.deepEqual([failed.status, rest], [500, { error: 'script_error', errorType: 'runtime', method: list, line: 2 }])
    assert.match(message, /^boom/)
    await scripted(200, 'function handle() while true do end end')
    assert.deepEqual([(await asked()).status, (await asked()).json.errorType], [408, 'timeout'])
    await upload(200, query, { target_collection: status })
  })

  test('7 an application gets a client, a key and a session', async () => {
    client = await admin(201, 'POST', '/api-clients', {
      name: 'app', client_id_url: 'https://app.example/client.json', client_uri: 'https://app.example', redirect_uris: [],
    })
    const own = { 'x-client-key': client.client_key, 'x-client-secret': client.client_secret }
    const app = { key: client.client_key, own }
    const did = await host.account()
    const key = await provision(app)
    const tokens = host.issue(did, key.jwk)
    const got = await deposit(app, did, key, tokens, { scopes: 'atproto', pds_url: host.url })
    assert.equal(got.status, 201, got.text)
    user = { app, did, jwk: key.jwk, tokens }
  })

  test('8 a procedure writes at the host of its caller, and is read at once', async () => {
    await upload(201, procedureLexicon(set), {
      target_collection: status,
      script: 'function handle() local r = Record(collection, input):save() return { uri = r._uri, cid = r._cid } end',
    })
    const got = await as(user, 'POST', `/xrpc/${set}`, { json: told('mine') })
    assert.equal(got.status, 200, got.text)
    const { uri, cid } = got.json
    const { repo, collection, record } = host.records.at(-1)
    assert.deepEqual([repo, collection, record.status, record.$type], [user.did, status, 'mine', status])
    assert.equal(host.repos.get(user.did).get(uri).cid, cid)
    assert.deepEqual(host.problems(), [])
    const sent = host.seen.at(-1)
    assert.equal(sent.authorization, `DPoP ${user.tokens.access}`)
    assert.ok((await asked()).json.records.some((one) => one.uri === uri))
  })

  test('9 a hook keeps records out; one that fails for good leaves a letter and lets them in', async () => {
    await upload(200, lexicon, { index_hook: 'function handle() if record.status == "spam" then return nil end return record end' })
    const spam = jetstream.put(bob, status, '3kabcdefghi2b', told('spam'))
    await reported('record.skipped', spam)
    assert.ok((await records()).every((one) => one.uri !== spam))

    await upload(200, lexicon, { index_hook: 'function handle() error("no") end' })
    const kept = jetstream.put(bob, status, '3kabcdefghi2c', told('kept'))
    await appeared(kept)
    const letters = () => admin(200, 'GET', '/dead-letters/count')
    assert.deepEqual(await letters(), { count: 1 })
    const [letter] = (await admin(200, 'GET', '/dead-letters')).dead_letters
    assert.deepEqual([letter.uri, letter.attempts, letter.action], [kept, 4, 'create'])
    await reported('hook.dead_lettered', kept)
    assert.deepEqual(await admin(200, 'POST', `/dead-letters/${letter.id}/dismiss`), { ok: true })
    assert.deepEqual(await letters(), { count: 0 })
    await upload(200, lexicon)
  })

  test('10 a variable is masked for people and whole for scripts', async () => {
    await admin(204, 'POST', '/script-variables', { key: 'X', value: 'secretvalue' })
    const [{ key, preview }] = await admin(200, 'GET', '/script-variables')
    assert.deepEqual([key, preview], ['X', 'secr****'])
    await upload(201, queryLexicon('xyz.statusphere.env'), { script: 'function handle() return env.X end' })
    const got = await send('GET', '/xrpc/xyz.statusphere.env?client_key=hvc_x')
    assert.equal(got.json, 'secretvalue')
  })

  test('11 a deletion takes the record and its links', async () => {
    const reply = jetstream.put(bob, status, '3kabcdefghi2d', told('reply', { to: first }))
    await appeared(reply)
    await upload(201, queryLexicon('xyz.statusphere.links'), {
      script: `function handle() return {
        links = db.backlinks{ collection = "${status}", uri = "${first}" }.records,
        refs = db.raw("SELECT count(*) AS n FROM record_refs WHERE source_uri = $1", { "${reply}" })[1].n } end`,
    })
    const links = async () => (await send('GET', '/xrpc/xyz.statusphere.links?client_key=hvc_x')).json
    const before = await links()
    assert.deepEqual([before.links.map((one) => one.uri), before.refs], [[reply], 1])
    jetstream.delete(bob, status, '3kabcdefghi2d')
    await until(async () => (await links()).refs === 0, 'the deletion')
    assert.deepEqual((await links()).links, [])
    assert.ok((await records()).every((one) => one.uri !== reply))
    await reported('record.deleted', reply)
  })

  test('12 a client with two tokens is limited at the third call', async () => {
    const { client_key: key } = await admin(201, 'POST', '/api-clients', {
      name: 'small', client_id_url: 'https://small.example/client.json', client_uri: 'https://small.example', redirect_uris: [],
      rate_limit_capacity: 2, rate_limit_refill_rate: 0.01,
    })
    const answers = [await asked('', key), await asked('', key), await asked('', key)]
    assert.deepEqual(answers.map((one) => one.status), [200, 200, 429])
    assert.ok(Number(answers[2].headers.get('retry-after')) > 0)
  })

  test('13 the policy forbids unknown methods', async () => {
    await admin(204, 'PUT', '/settings/xrpc-proxy', { mode: 'disabled', nsids: [] })
    const got = await send('GET', '/xrpc/com.example.unknown.method?client_key=hvc_x')
    assert.deepEqual([got.status, got.json.error], [403, 'NSID not allowed by proxy policy'])
  })

  test('14 a backfill reads what was there before, twice with the same result', async () => {
    const carol = await host.account()
    const dave = await host.account()
    relay.repos.set(status, [carol, dave])
    for (let i = 0; i < 103; i++) host.put(carol, status, `k${i}`, told(`${i}`))
    for (let i = 0; i < 4; i++) host.put(dave, status, `k${i}`, told(`${i}`))
    const before = (await admin(200, 'GET', '/stats')).total_records

    for (let round = 0; round < 2; round++) {
      const { id } = await admin(201, 'POST', '/backfill', { collection: status })
      const job = await until(async () => {
        const [newest] = await admin(200, 'GET', '/backfill/status')
        return newest.id === id && newest.status === 'completed' && newest
      }, 'the backfill')
      assert.deepEqual([job.total_repos, job.processed_repos, job.total_records], [2, 2, 107])
      assert.equal((await admin(200, 'GET', '/stats')).total_records, before + 107)
    }
    assert.deepEqual(relay.asked[0], { collection: status, limit: '1000' })
  })
})
